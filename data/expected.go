package data

import (
	"cmp"
	"slices"
)

// expected4 is version 3 with what members need: keys of older epochs, notes of
// codes, factors for those who may reset, and sheets of access reviews.
func expected4() []Object {
	return with(expected3(),
		Object{"index", "sqlite_autoindex_factors_1", "factors", ""},
		Object{"index", "sqlite_autoindex_notes_1", "notes", ""},
		Object{"index", "sqlite_autoindex_older_1", "older", ""},
		Object{"index", "sqlite_autoindex_reviews_1", "reviews", ""},
		Object{"table", "factors", "factors", "7d5c9c1be8e1417ac6e03bdae869b2faeb796554101ce3a1ff89d6203e697078"},
		Object{"table", "notes", "notes", "fe7d292650d8f30d5c868998e53854272a9c2c16341f15519fbef589848cad42"},
		Object{"table", "older", "older", "0590d3424aaad305f4f10ae8b144b5e229167faaf9b3c5f50ab9a980babe4d64"},
		Object{"table", "reviews", "reviews", "e8c3f8875cac7da7b113b403063911a1b2e15e0b4246f65f33ccde4e96ba3f9c"},
	)
}

// expected3 is version 2 with the table of sessions at work.
func expected3() []Object {
	return with(expected2(),
		Object{"index", "sqlite_autoindex_presence_1", "presence", ""},
		Object{"table", "presence", "presence", "122346e897fac295f79d194425a950d5d8f10be62f4e3369bd25a35432679523"},
	)
}

// expected2 is version 1 with the table of settings.
func expected2() []Object {
	return with(expected1(),
		Object{"index", "sqlite_autoindex_settings_1", "settings", ""},
		Object{"table", "settings", "settings", "9776586995f36a746d7cb762a94b887999579b5e2e8e45a7973fab506ed8263f"},
	)
}

// with adds objects to those of the version before, in the order of Expected.
func with(before []Object, more ...Object) []Object {
	all := append(before, more...)
	slices.SortFunc(all, func(a, b Object) int { return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Name, b.Name)) })
	return all
}

// expected1 lists the objects of schema version 1 with the SHA-256 of their SQL.
func expected1() []Object {
	return []Object{
		{"index", "sqlite_autoindex_accounts_1", "accounts", ""},
		{"index", "sqlite_autoindex_accounts_2", "accounts", ""},
		{"index", "sqlite_autoindex_company_1", "company", ""},
		{"index", "sqlite_autoindex_heads_1", "heads", ""},
		{"index", "sqlite_autoindex_journal_1", "journal", ""},
		{"index", "sqlite_autoindex_members_1", "members", ""},
		{"index", "sqlite_autoindex_profiles_1", "profiles", ""},
		{"index", "sqlite_autoindex_slots_1", "slots", ""},
		{"index", "sqlite_autoindex_statements_1", "statements", ""},
		{"index", "sqlite_autoindex_statements_2", "statements", ""},
		{"index", "sqlite_autoindex_tries_1", "tries", ""},
		{"index", "sqlite_autoindex_wraps_1", "wraps", ""},
		{"table", "accounts", "accounts", "2adab0d1ff6cf6da4a5df1d76cae38aece8b868eeae72a616d46c25b4800d281"},
		{"table", "company", "company", "e253b607b5810a5ebc37e7f73b18e56bfef52f2067d5b6adc92dabaeda6efc32"},
		{"table", "file", "file", "c28fc56d69865132e02bdddcf2810843fb2bc44cecb86f940265ca3ce1397a56"},
		{"table", "heads", "heads", "d7651412cb0e8d633c1ee4e884c04ff5ac779336b510efa3d7306125ad613058"},
		{"table", "journal", "journal", "eaa8f2fec9b85d17ae61d5af0fe4f0239e73698d3927eb614f41fdac27ee645e"},
		{"table", "members", "members", "5512357743822824daf292ac5f14026039be45aefc2b9b9716d28d063e32e2a0"},
		{"table", "profiles", "profiles", "efd3e90cbdd3dd5a465f297fa899cfba9ff6d8a9d851d3451fbc7cb9ac135971"},
		{"table", "slots", "slots", "e0cfd3f41df14a51093bbcb7661a3142f7a4f488ac20d2b4bd90c59bc7149b28"},
		{"table", "statements", "statements", "4a2984b41217293e2f9fd03a10292b721a718843de7820eb51ebae9e971068d0"},
		{"table", "tries", "tries", "88ed6d9231d94509e8ade8f911a6bc89d27e2b6ebe5c5f2098124a7883ac6225"},
		{"table", "wraps", "wraps", "a106240ca4dde68113e09327a9d926258aba6c363909c7b472428f7ea27a9e5e"},
	}
}
