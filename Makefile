# Trousseau's house. `make run` starts the program, `make test` proves it; both install what they miss first.
.NOTPARALLEL:
.DEFAULT_GOAL := build
.PHONY: run test build check bench faults mutants shots install clean packages-build packages-run packages-test go \
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
# Everything but the program itself, whose window driver is costly to build with the race detector, and the stories. From
# the end of the alphabet: the longest, views, begins first, and the others fill the second core beside it.
PACKAGES = $$(go list -tags ci ./... | grep -v -e '^trousseau$$' -e '^trousseau/stories' | sort -r)
# The race detector watches our code, the toolkit and the drivers. What only computes for one caller, above all the
# database engine translated from C, runs without it and two to ten times faster.
UNWATCHED := modernc.org/sqlite/lib modernc.org/libc/... github.com/go-text/typesetting/... github.com/fyne-io/oksvg/... \
  github.com/srwiley/... golang.org/x/image/... golang.org/x/crypto/... golang.org/x/text/... github.com/trustelem/... \
  codeberg.org/go-pdf/... github.com/skip2/...
RACED := -race $(foreach module,$(UNWATCHED),'-gcflags=$(module)=-race=false -d=checkptr=0')
# The door's proofs, by the names of their files: with the race detector they run in a smaller size.
PROOFS = ^($$(sed -n 's/^func \(Test[A-Za-z0-9]*\)(t .*/\1/p' app/access/*_proof_test.go | paste -sd '|'))$$
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
	$(SETTLED) $(TESTS) $(RACED) -tags ci -timeout 45m $(PACKAGES)
	@echo "The proofs of the door in full, without the race detector"
	$(SETTLED) $(TESTS) -tags ci -timeout 30m -run "$(PROOFS)" ./app/access

program: packages-test go
	$(SETTLED) $(TESTS) .

stories: packages-test build
	$(SETTLED) TROUSSEAU_BINARY=$(CURDIR)/build/trousseau $(TESTS) -count=1 -parallel 3 -timeout 20m ./stories/...

vuln: go
	@scripts/vuln.sh

bench: packages-test build
	$(SETTLED) go test -tags ci -run '^$$' -bench . $(BENCHED)
	$(SETTLED) TROUSSEAU_BINARY=$(CURDIR)/build/trousseau go test ./stories -run '^$$' -bench . -benchtime 15x -timeout 20m

faults: packages-test build
	$(SETTLED) TROUSSEAU_FAULTS=long TROUSSEAU_BINARY=$(CURDIR)/build/trousseau \
	  go test -v -count=1 -timeout 120m . ./stories
	$(SETTLED) TROUSSEAU_FAULTS=long go test -v -tags ci -count=1 -timeout 120m $(PACKAGES)
	$(MAKE) mutants

# Takes the security checks out one at a time; ONLY='^kdf' chooses some by name.
mutants: packages-test go
	$(SETTLED) go run ./scripts/mutants '$(ONLY)'

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
