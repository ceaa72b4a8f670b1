-- +goose Up

-- The key of each epoch but the newest, sealed under that of the epoch after it.
CREATE TABLE older (
    company BLOB NOT NULL REFERENCES heads (company) DEFERRABLE INITIALLY DEFERRED,
    domain INTEGER NOT NULL CHECK (domain BETWEEN 1 AND 255),
    epoch INTEGER NOT NULL CHECK (epoch BETWEEN 0 AND 4294967295),
    sealed BLOB NOT NULL,
    PRIMARY KEY (company, domain, epoch)
) STRICT;

-- What somebody with a code must know before he is a member, sealed under it.
CREATE TABLE notes (
    company BLOB NOT NULL REFERENCES heads (company) DEFERRABLE INITIALLY DEFERRED,
    code BLOB NOT NULL CHECK (length(code) = 16),
    sealed BLOB NOT NULL,
    PRIMARY KEY (company, code)
) STRICT;

-- Members' second factors, sealed to each of those who may reset a password.
CREATE TABLE factors (
    company BLOB NOT NULL REFERENCES heads (company) DEFERRABLE INITIALLY DEFERRED,
    member BLOB NOT NULL CHECK (length(member) = 16),
    recipient BLOB NOT NULL CHECK (length(recipient) = 16),
    version INTEGER NOT NULL CHECK (version >= 0),
    sealed BLOB NOT NULL,
    PRIMARY KEY (company, member, recipient)
) STRICT;

-- Sheets of access reviews, each a sealed row like those of company.
CREATE TABLE reviews (
    company BLOB NOT NULL REFERENCES heads (company) DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL CHECK (length(id) = 16),
    version INTEGER NOT NULL CHECK (version >= 0),
    domain INTEGER NOT NULL CHECK (domain BETWEEN 1 AND 255),
    epoch INTEGER NOT NULL CHECK (epoch BETWEEN 0 AND 4294967295),
    sealed BLOB NOT NULL,
    PRIMARY KEY (company, id)
) STRICT;
