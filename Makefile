# Trousseau's house. `make run` starts the program, `make test` proves it; both install what they miss first.
.NOTPARALLEL:
.DEFAULT_GOAL := build
.PHONY: run test build check bench faults shots install clean packages-build packages-run packages-test go \
        format vet staticcheck unit program stories vuln

# Where Go's own installer and Debian's packages put it, for shells whose PATH does not know it (sudo's).
export PATH := $(PATH):/usr/local/go/bin:/usr/lib/go/bin
# The Go at hand is used or refused in plain words; it never fetches another one by itself.
export GOTOOLCHAIN := local
# Under sudo the clone belongs to somebody else, and git would then refuse to tell its version.
export GOFLAGS := $(filter-out -buildvcs=%,$(GOFLAGS)) -buildvcs=false
export CGO_ENABLED := 1

PREFIX ?= /usr/local
DESTDIR ?=
# A language that Fyne knows, and a character set that exists without any locale package.
SETTLED := env -u LC_ALL -u LC_MESSAGES -u LANGUAGE LANG=en_US.UTF-8 LC_CTYPE=C.UTF-8
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
# go test, and at its end the tests that were skipped, each with its reason.
TESTS := go run ./scripts/tests
# Everything but the program itself, whose window driver is costly to build with the race detector, and the stories.
PACKAGES = $$(go list -tags ci ./... | grep -v -e '^trousseau$$' -e '^trousseau/stories')
BENCHED = $$(go list -tags ci ./app/... ./data/... ./views/... 2>/dev/null)

run: packages-run build
	@scripts/run.sh $(ARGS)

build: packages-build go
	@scripts/build.sh

test: packages-test build format vet staticcheck unit program stories vuln
	@echo "make test: all passed"

check: packages-build go format
	go vet -tags ci ./...
	$(SETTLED) go test -tags ci . $(PACKAGES)

format: go
	@echo "gofmt"
	@scripts/format.sh

vet: packages-build go
	go vet -tags ci ./...
	go vet ./...

staticcheck: packages-build go
	go run $(STATICCHECK) -tags ci ./...

unit: packages-test go
	$(SETTLED) $(TESTS) -race -tags ci -timeout 20m $(PACKAGES)
	@echo "The proofs of the door in full, without the race detector"
	$(SETTLED) $(TESTS) -tags ci -timeout 20m ./app/access

program: packages-test go
	$(SETTLED) $(TESTS) .

stories: packages-test build
	$(SETTLED) TROUSSEAU_BINARY=$(CURDIR)/build/trousseau $(TESTS) -count=1 -timeout 20m ./stories/...

vuln: go
	@scripts/vuln.sh

bench: packages-test build
	$(SETTLED) go test -tags ci -run '^$$' -bench . $(BENCHED)
	$(SETTLED) TROUSSEAU_BINARY=$(CURDIR)/build/trousseau go test ./stories -run '^$$' -bench . -benchtime 15x -timeout 20m

faults: packages-test build
	$(SETTLED) TROUSSEAU_FAULTS=long TROUSSEAU_BINARY=$(CURDIR)/build/trousseau \
	  go test -v -count=1 -timeout 120m . ./stories
	$(SETTLED) TROUSSEAU_FAULTS=long go test -v -tags ci -count=1 -timeout 120m $(PACKAGES)

shots: packages-test build
	$(SETTLED) TROUSSEAU_SHOTS=$(CURDIR)/docs/screenshots TROUSSEAU_BINARY=$(CURDIR)/build/trousseau \
	  go test ./stories -run Shots -count=1 -timeout 20m

install: build
	@PREFIX=$(PREFIX) DESTDIR=$(DESTDIR) scripts/install.sh

clean:
	rm -rf build

go:
	@scripts/go.sh
packages-build:
	@scripts/packages.sh build
packages-run:
	@scripts/packages.sh build run $(if $(DISPLAY),,headless)
packages-test:
	@scripts/packages.sh build run headless test
