package kit

// ownIcon is an icon that belongs to a component and not to the product's set.
func ownIcon(name string) (svg string, ok bool) {
	switch name {
	case "fault-filled":
		return faultFilled, true
	case "sort-up":
		return sortUp, true
	case "sort-down":
		return sortDown, true
	}
	return "", false
}

// faultFilled is a disc with an exclamation mark cut out: the loud form of the icon "fault", for messages and badges.
const faultFilled = `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path fill="#000000" d="` +
	`M12 2 C17.523 2 22 6.477 22 12 C22 17.523 17.523 22 12 22 C6.477 22 2 17.523 2 12 C2 6.477 6.477 2 12 2 Z ` +
	`M11 7 L11 13.5 L13 13.5 L13 7 Z M11 15.25 L11 17.25 L13 17.25 L13 15.25 Z"/></svg>`

// sortUp and sortDown are the small triangles beside the title of a column that is sorted by.
const (
	sortUp = `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path fill="#000000" d="` +
		`M12 7 L19 16 L5 16 Z"/></svg>`
	sortDown = `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path fill="#000000" d="` +
		`M12 17 L5 8 L19 8 Z"/></svg>`
)
