-- +goose Up

-- What belongs to the file as a whole: the salt of the account look-up and the
-- latest time seen. One row.
CREATE TABLE file (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    salt BLOB NOT NULL CHECK (length(salt) = 16),
    clock INTEGER NOT NULL
) STRICT;

CREATE TABLE accounts (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    lookup BLOB NOT NULL UNIQUE CHECK (length(lookup) BETWEEN 16 AND 64),
    version INTEGER NOT NULL CHECK (version >= 0),
    ring BLOB NOT NULL
) STRICT;

CREATE TABLE slots (
    account BLOB NOT NULL REFERENCES accounts (id) DEFERRABLE INITIALLY DEFERRED,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 255),
    params BLOB NOT NULL,
    salt BLOB NOT NULL,
    wrap BLOB NOT NULL,
    PRIMARY KEY (account, kind)
) STRICT;

-- Failed sign-ins by look-up value, also of addresses that have no account:
-- therefore no foreign key.
CREATE TABLE tries (
    lookup BLOB NOT NULL PRIMARY KEY CHECK (length(lookup) BETWEEN 16 AND 64),
    failures INTEGER NOT NULL CHECK (failures >= 0),
    since INTEGER NOT NULL,
    last INTEGER NOT NULL,
    until INTEGER NOT NULL,
    hold INTEGER NOT NULL
) STRICT;

-- One row a company: the row a writing transaction locks and compares.
CREATE TABLE heads (
    company BLOB NOT NULL PRIMARY KEY CHECK (length(company) = 16),
    statement_seq INTEGER NOT NULL CHECK (statement_seq >= 0),
    statement_hash BLOB NOT NULL CHECK (length(statement_hash) = 32),
    line_seq INTEGER NOT NULL CHECK (line_seq >= 0),
    line_hash BLOB NOT NULL CHECK (length(line_hash) = 32)
) STRICT;

CREATE TABLE statements (
    company BLOB NOT NULL REFERENCES heads (company) DEFERRABLE INITIALLY DEFERRED,
    seq INTEGER NOT NULL CHECK (seq >= 0),
    body BLOB NOT NULL,
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (company, seq),
    UNIQUE (company, hash)
) STRICT;

CREATE TABLE wraps (
    company BLOB NOT NULL REFERENCES heads (company) DEFERRABLE INITIALLY DEFERRED,
    domain INTEGER NOT NULL CHECK (domain BETWEEN 1 AND 255),
    epoch INTEGER NOT NULL CHECK (epoch BETWEEN 0 AND 4294967295),
    recipient BLOB NOT NULL CHECK (length(recipient) = 16),
    wrap BLOB NOT NULL,
    PRIMARY KEY (company, domain, epoch, recipient)
) STRICT;

CREATE TABLE company (
    company BLOB NOT NULL REFERENCES heads (company) DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL CHECK (length(id) = 16),
    version INTEGER NOT NULL CHECK (version >= 0),
    domain INTEGER NOT NULL CHECK (domain BETWEEN 1 AND 255),
    epoch INTEGER NOT NULL CHECK (epoch BETWEEN 0 AND 4294967295),
    sealed BLOB NOT NULL,
    PRIMARY KEY (company, id)
) STRICT;

CREATE TABLE members (
    company BLOB NOT NULL REFERENCES heads (company) DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL CHECK (length(id) = 16),
    version INTEGER NOT NULL CHECK (version >= 0),
    domain INTEGER NOT NULL CHECK (domain BETWEEN 1 AND 255),
    epoch INTEGER NOT NULL CHECK (epoch BETWEEN 0 AND 4294967295),
    sealed BLOB NOT NULL,
    PRIMARY KEY (company, id)
) STRICT;

CREATE TABLE profiles (
    company BLOB NOT NULL REFERENCES heads (company) DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL CHECK (length(id) = 16),
    version INTEGER NOT NULL CHECK (version >= 0),
    domain INTEGER NOT NULL CHECK (domain BETWEEN 1 AND 255),
    epoch INTEGER NOT NULL CHECK (epoch BETWEEN 0 AND 4294967295),
    sealed BLOB NOT NULL,
    PRIMARY KEY (company, id)
) STRICT;

-- A line's body is sealed to the people, its change (absent = NULL) to the
-- domain of the row it changed.
CREATE TABLE journal (
    company BLOB NOT NULL REFERENCES heads (company) DEFERRABLE INITIALLY DEFERRED,
    seq INTEGER NOT NULL CHECK (seq >= 0),
    line BLOB NOT NULL,
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    id BLOB NOT NULL CHECK (length(id) = 16),
    body_domain INTEGER NOT NULL CHECK (body_domain BETWEEN 1 AND 255),
    body_epoch INTEGER NOT NULL CHECK (body_epoch BETWEEN 0 AND 4294967295),
    body BLOB NOT NULL,
    change_domain INTEGER NOT NULL CHECK (change_domain BETWEEN 0 AND 255),
    change_epoch INTEGER NOT NULL CHECK (change_epoch BETWEEN 0 AND 4294967295),
    change BLOB,
    PRIMARY KEY (company, seq),
    CHECK (change IS NOT NULL OR (change_domain = 0 AND change_epoch = 0))
) STRICT;
