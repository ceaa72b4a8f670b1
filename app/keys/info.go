package keys

// HKDF info strings: trousseau/1/<purpose>. One list, never reused.
const (
	infoKEK       = "trousseau/1/kek"
	infoKitKEK    = "trousseau/1/kit/kek"
	infoKitAge    = "trousseau/1/kit/age"
	infoRing      = "trousseau/1/ring"
	infoDraft     = "trousseau/1/draft"
	infoRow       = "trousseau/1/row"
	infoCommit    = "trousseau/1/commit"
	infoSet       = "trousseau/1/set"
	infoLetterbox = "trousseau/1/letterbox"
	infoHistory   = "trousseau/1/history"
	infoCodeID    = "trousseau/1/code/id"
	infoCodeKEM   = "trousseau/1/code/receive"
	infoCodeSign  = "trousseau/1/code/sign"
	infoCodeNote  = "trousseau/1/code/note"
	infoOlder     = "trousseau/1/older"
	infoPresence  = "trousseau/1/presence"
)

// Tags that open signed, bound or HPKE-bound bytes, so that none can be taken for another.
const (
	tagStatement = "trousseau/statement/1\x00"
	tagJournal   = "trousseau/journal/1\x00"
	tagSlot      = "trousseau/slot/1\x00"
	tagRing      = "trousseau/ring/1\x00"
	tagDraft     = "trousseau/draft/1\x00"
	tagRow       = "trousseau/row/1\x00"
	tagWrap      = "trousseau/wrap/1\x00"
	tagLetter    = "trousseau/letter/1\x00"
	tagAccept    = "trousseau/accept/1\x00"
	tagRecovery  = "trousseau/recovery/1\x00"
	tagProfile   = "trousseau/profile/1\x00"
	tagRekey     = "trousseau/rekey/1\x00"
	tagObeyed    = "trousseau/obeyed/1\x00"
	tagSupport   = "trousseau/support/1\x00"
	tagNote      = "trousseau/note/1\x00"
	tagOlder     = "trousseau/older/1\x00"
	tagFactor    = "trousseau/factor/1\x00"
)
