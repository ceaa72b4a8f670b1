package views

import (
	"crypto/rand"
	"encoding/hex"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"trousseau/app/access"
	"trousseau/app/mail"
	"trousseau/app/paper"
	"trousseau/views/kit"
)

// What leaves the program for an invited person is in his language, not in that of
// the window.

// pdf draws slips, each on its page.
func (v *slipsView) pdf(slips []access.Slip) ([]byte, error) {
	sheets := make([]paper.SlipSheet, len(slips))
	for i, s := range slips {
		words, err := v.spec.Hand.Tongue(s.Language)
		if err != nil {
			return nil, err
		}
		sheets[i] = v.sheet(s, words)
	}
	return paper.Slips(sheets)
}

func (v *slipsView) sheet(s access.Slip, words *Words) paper.SlipSheet {
	t := words.T
	sheet := paper.SlipSheet{
		Words: paper.SlipWords{Lang: t("kit.lang"), Title: t("slips.paper.title"), Intro: t("slips.paper.intro", "Company", s.Company),
			Person: t("reset.slip.person"), Email: t("kit.email"), Until: t("reset.slip.good"), By: t("reset.slip.by"), Date: t("kit.date"),
			Code: t("accept.code.label"), Steps: slipSteps(t), Footer: t("kit.footer")},
		Company: paper.Company{Name: s.Company, Color: s.Color, Mark: kit.Initials(s.Company)},
		Email:   s.Email, Until: v.ends(s, words), By: s.By, Date: v.spec.Now().Format(time.DateOnly), Payload: s.QR, Code: s.Code,
		// The toolkit's own letters, as on the kit's sheet.
		Font: theme.DefaultTheme().Font(fyne.TextStyle{}).Content(),
		Bold: theme.DefaultTheme().Font(fyne.TextStyle{Bold: true}).Content(),
	}
	if name := slipName(s); name != s.Email {
		sheet.Person = name
	}
	return sheet
}

// slipSteps are what the invited person does, one after the other.
func slipSteps(t translate) []string {
	return []string{t("slips.step.open"), t("slips.step.code"), t("slips.step.password"), t("slips.step.away")}
}

func (v *slipsView) ends(s access.Slip, words companyWords) string {
	return words.DateTime(time.UnixMilli(s.Ends).In(v.spec.Now().Location()))
}

// message is a draft for the mail program, with the code in it.
func (v *slipsView) message(s access.Slip) ([]byte, error) {
	words, err := v.spec.Hand.Tongue(s.Language)
	if err != nil {
		return nil, err
	}
	pdf, err := paper.Slip(v.sheet(s, words))
	if err != nil {
		return nil, err
	}
	t := words.T
	id := make([]byte, 16)
	rand.Read(id) //nolint:errcheck // crypto/rand never fails
	return mail.EML(mail.Message{
		From:    mail.Address{Name: v.spec.Hand.FromName, Email: v.spec.Hand.FromEmail},
		To:      recipient(s),
		Subject: t("slips.mail.subject", "Company", s.Company),
		Body:    t("slips.mail.code", "Company", s.Company, "Code", s.Code, "Date", v.ends(s, words), "Name", s.By),
		Date:    v.spec.Now(), ID: hex.EncodeToString(id),
		Attachments: []mail.Attachment{{Name: "Trousseau-invitation.pdf", Content: pdf}},
	})
}

// recipient is the invited person, by his name where it is known.
func recipient(s access.Slip) mail.Address {
	if name := slipName(s); name != s.Email {
		return mail.Address{Name: name, Email: s.Email}
	}
	return mail.Address{Email: s.Email}
}

// mailto is the address of a message without the code.
func (v *slipsView) mailto(s access.Slip) (string, error) {
	words, err := v.spec.Hand.Tongue(s.Language)
	if err != nil {
		return "", err
	}
	return mail.Mailto(s.Email, words.T("slips.mail.subject", "Company", s.Company),
		words.T("slips.mail.body", "Company", s.Company, "Date", v.ends(s, words), "Name", s.By))
}
