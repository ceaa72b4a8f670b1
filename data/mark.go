package data

// InitFile writes the file's one row: the salt of the account look-up (16
// bytes) and the latest time seen (ms). ErrExists when it is there.
func (t *Tx) InitFile(salt []byte, clock int64) error {
	return t.put("InitFile", `INSERT INTO file (one, salt, clock) VALUES (1, $1, $2)`, salt, clock)
}

// Salt is the salt of the account look-up, 16 bytes. ErrNotFound in a file
// nobody has set up yet.
func (t *Tx) Salt() ([]byte, error) {
	return get(t, "Salt", value[[]byte], `SELECT salt FROM file WHERE one = 1`)
}

// Clock is the latest time this file has seen, ms. ErrNotFound as Salt.
func (t *Tx) Clock() (int64, error) {
	return get(t, "Clock", value[int64], `SELECT clock FROM file WHERE one = 1`)
}

// SetClock replaces the latest time seen, ms. ErrNotFound as Salt.
func (t *Tx) SetClock(ms int64) error {
	return t.must("SetClock", `UPDATE file SET clock = $1 WHERE one = 1`, ms)
}
