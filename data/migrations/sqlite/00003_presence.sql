-- +goose Up

-- Which sessions of an account are at work, so that each tells its person of the
-- others (P5). Nothing binds these rows and nothing leans on them: no foreign key.
CREATE TABLE presence (
    account BLOB NOT NULL CHECK (length(account) = 16),
    session BLOB NOT NULL CHECK (length(session) = 16),
    since INTEGER NOT NULL,
    mac BLOB NOT NULL CHECK (length(mac) = 32),
    PRIMARY KEY (account, session)
) STRICT;
