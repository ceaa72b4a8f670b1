-- +goose Up

-- A company's settings, each a sealed row like those of company.
CREATE TABLE settings (
    company BLOB NOT NULL REFERENCES heads (company) DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL CHECK (length(id) = 16),
    version INTEGER NOT NULL CHECK (version >= 0),
    domain INTEGER NOT NULL CHECK (domain BETWEEN 1 AND 255),
    epoch INTEGER NOT NULL CHECK (epoch BETWEEN 0 AND 4294967295),
    sealed BLOB NOT NULL,
    PRIMARY KEY (company, id)
) STRICT;
