// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "tabelle.hpp"

#include "wertformen.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>

#include <algorithm>

namespace abgleich::input {

using csv::Zeilenfehler;
using domain::ProblemCode;

namespace {

bool ist_iso_tag(std::string_view t) { return t.size() == 10 && t[4] == '-' && t[7] == '-'; }

/// "172,00" -> "172": a whole number as spreadsheets write it.
std::string_view ohne_nachkommanullen(std::string_view text, char dezimal) {
    const auto komma = text.find(dezimal);
    if (komma == std::string_view::npos || komma == 0) return text;
    return text.find_first_not_of('0', komma + 1) == std::string_view::npos ? text.substr(0, komma) : text;
}

const char* beschreibe(Zeilenfehler fehler) {
    switch (fehler) {
        case Zeilenfehler::anfuehrung_offen:
            return "a quote is opened and never closed (expected a closing quote)";
        case Zeilenfehler::text_nach_anfuehrung:
            return "text behind a closing quote (expected a delimiter; quotes inside a value are doubled)";
        case Zeilenfehler::nul: return "a NUL byte (expected text)";
        case Zeilenfehler::zeichen:
            return "bytes that are no text in this encoding (expected one encoding in the whole file; say "
                   "which "
                   "with 'zeichensatz' in a mapping)";
        case Zeilenfehler::zu_lang:
            return "a field of more than 65,536 bytes, or too many fields (expected less)";
        case Zeilenfehler::keiner: break;
    }
    return "";
}

bool ist_kopfzeile(const csv::Zeile& zeile, const Tabelle& t) {
    return std::equal(zeile.felder.begin(), zeile.felder.end(), t.spalten.begin(),
                      [](std::string_view feld, std::string_view spalte) {
                          return base::trim(feld) == spalte.substr(0, spalte.find(schluesseltrenner));
                      });
}

class Zeilenpruefer {
public:
    Zeilenpruefer(Tabelle& t, const Zellplan& schluessel, const Zellplan* person)
        : m_t(t), m_schluessel(schluessel), m_person(person) {}

    /// Number of the row's key among the file's own; nullopt where it has none.
    std::optional<std::uint32_t> schluessel(const csv::Zeile& zeile) {
        std::string_view key = zellwert(m_schluessel, zeile, m_puffer);
        if (key.empty() || key.find(schluesseltrenner) != std::string_view::npos) return std::nullopt;
        if (m_person != nullptr)
            if (const auto person = zellwert(*m_person, zeile, m_puffer2); !person.empty()) {
                m_zusammen.assign(key);
                m_zusammen += schluesseltrenner;
                m_zusammen += person;
                key = m_zusammen;
            }
        if (!m_t.schluessel.empty() && m_t.schluessel.back() == key)
            return static_cast<std::uint32_t>(m_t.schluessel.size() - 1);
        const char *anfang = m_t.text.data(), *ende = anfang + m_t.text.size();
        if (key.data() < anfang || key.data() >= ende) key = m_t.eigene_schluessel.emplace_back(key);
        m_t.schluessel.push_back(key);
        return static_cast<std::uint32_t>(m_t.schluessel.size() - 1);
    }

    void melde(const csv::Zeile& zeile, ProblemCode code, std::string meldung) {
        m_t.probleme.push_back({code, {m_t.datei, zeile.zeile, 0}, 0, std::move(meldung), true});
    }

private:
    Tabelle& m_t;
    const Zellplan& m_schluessel;
    const Zellplan* m_person;
    std::string m_puffer, m_puffer2, m_zusammen;
};

}  // namespace

std::string_view zellwert(const Zellplan& plan, const csv::Zeile& zeile, std::string& puffer,
                          std::uint64_t* unuebersetzt) {
    if (plan.fest()) return plan.wert;
    std::string_view wert;
    if (plan.spalten.size() == 1) {
        wert = base::trim(zeile.felder[plan.spalten[0]]);
    } else {
        std::string zusammen;
        for (const auto spalte : plan.spalten) {
            const auto teil = base::trim(zeile.felder[spalte]);
            if (!teil.empty() && !zusammen.empty()) zusammen += plan.verbinde;
            zusammen += teil;
        }
        puffer = std::move(zusammen);
        wert = puffer;
    }
    if (wert.empty()) return {};
    if (!plan.trenne.empty()) {
        wert = teil_der_zelle(wert, plan.trenne, plan.teil);
        if (wert.empty()) return {};
    }
    if (plan.codes != nullptr) {
        const auto& tabelle = *plan.codes;
        if (const auto it = tabelle.werte.find(wert); it != tabelle.werte.end()) return it->second;
        if (tabelle.sonst) return *tabelle.sonst;
        if (unuebersetzt != nullptr) ++*unuebersetzt;
    }
    if (plan.ist_datum && (!plan.datum.empty() || !ist_iso_tag(wert))) {
        if (auto iso = datum_nach_iso(wert, plan.datum)) {
            puffer = std::move(*iso);
            return puffer;
        }
    }
    return plan.dezimal != 0 ? ohne_nachkommanullen(wert, plan.dezimal) : wert;
}

std::optional<std::uint16_t> Tabelle::spalte(std::string_view gesucht) const {
    const auto it = std::find(spalten.begin(), spalten.end(), gesucht);
    if (it == spalten.end()) return std::nullopt;
    return static_cast<std::uint16_t>(it - spalten.begin());
}

Zellplan binde(const Wertquelle& quelle, const Tabelle& tabelle, const Abbildung& abbildung,
               std::vector<std::string>& fehlende) {
    Zellplan plan;
    plan.verbinde = quelle.verbinde;
    plan.trenne = quelle.trenne;
    plan.teil = quelle.teil;
    plan.datum = quelle.datum;
    plan.ist_datum = quelle.ist_datum;
    plan.zaehlt = quelle.zaehlt && !quelle.wert;
    if (quelle.wert) plan.wert = *quelle.wert;
    for (const auto& name : quelle.spalten) {
        if (const auto nummer = tabelle.spalte(name)) {
            if (std::count(tabelle.spalten.begin(), tabelle.spalten.end(), name) > 1)
                fehlende.push_back("column '" + name + "' stands twice in the header (expected once)");
            plan.spalten.push_back(*nummer);
            continue;
        }
        // Without a header row its cells would be a person's: where the key's column is there, they are names.
        const auto& schluessel = tabelle.abbildung->schluessel.spalten;
        const bool kopf = !schluessel.empty() && tabelle.spalte(schluessel.front()).has_value();
        const auto vorschlag = kopf ? base::closest(name, tabelle.spalten) : std::string();
        fehlende.push_back("column '" + name + "' is missing" +
                           (vorschlag.empty() ? "" : ", did you mean '" + vorschlag + "'?") +
                           (quelle.zeile != 0 && !abbildung.datei.empty()
                                ? " (" + abbildung.datei + ":" + std::to_string(quelle.zeile) + ")"
                                : ""));
    }
    if (!quelle.codes.empty())
        if (const auto it = abbildung.codes.find(quelle.codes); it != abbildung.codes.end())
            plan.codes = &it->second;
    return plan;
}

bool lies_kopfzeile(Tabelle& t) {
    const csv::Dialekt dialekt = t.abbildung->dialekt;
    std::uint64_t anfang = 0;
    std::uint32_t nummer = 1;
    for (unsigned i = 0; i < t.abbildung->ueberspringe && anfang < t.text.size(); ++i, ++nummer) {
        const auto ende = t.text.find_first_of("\r\n", anfang);
        if (ende == std::string::npos) return false;
        anfang =
            ende + (t.text[ende] == '\r' && ende + 1 < t.text.size() && t.text[ende + 1] == '\n' ? 2 : 1);
    }
    csv::Leser leser(t.text, dialekt, anfang, nummer);
    csv::Zeile kopf;
    if (!leser.lies(kopf)) return false;
    if (kopf.fehler != Zeilenfehler::keiner)
        throw base::InputError(t.name + ":" + std::to_string(kopf.zeile) +
                               ": header row: " + beschreibe(kopf.fehler));
    for (const auto feld : kopf.felder) t.spalten.emplace_back(base::trim(feld));
    t.rest = leser.stelle();
    t.rest_zeile = leser.zeile();
    return true;
}

void lies_zeilen(Tabelle& t, const Zellplan& schluessel, const Zellplan* person,
                 const std::vector<std::pair<std::uint16_t, std::vector<std::string>>>& filter) {
    Zeilenpruefer pruefer(t, schluessel, person);
    csv::Leser leser(t.text, t.abbildung->dialekt, t.rest, t.rest_zeile);
    csv::Zeile zeile;
    while (leser.lies(zeile)) {
        std::string fehler = beschreibe(zeile.fehler);
        if (fehler.empty() && zeile.felder.size() != t.spalten.size())
            fehler = "row of " + std::to_string(zeile.felder.size()) + " fields (expected " +
                     std::to_string(t.spalten.size()) + " as in the header)";
        if (!fehler.empty()) {
            // Whose row it is may still be told: then one person is set aside, else it may be anybody's.
            const auto da = [&](std::uint16_t spalte) { return spalte < zeile.felder.size(); };
            const bool lesbar =
                zeile.fehler == Zeilenfehler::keiner &&
                std::all_of(schluessel.spalten.begin(), schluessel.spalten.end(), da) &&
                (person == nullptr || std::all_of(person->spalten.begin(), person->spalten.end(), da));
            const auto wer = lesbar ? pruefer.schluessel(zeile) : std::nullopt;
            if (wer)
                t.beschaedigt.push_back(*wer);
            else
                ++t.ohne_schluessel;
            pruefer.melde(zeile, ProblemCode::zeile_unlesbar, std::move(fehler));
            continue;
        }
        if (ist_kopfzeile(zeile, t)) {
            pruefer.melde(zeile, ProblemCode::kopfzeile_wiederholt,
                          "the header row once more; it is no record");
            continue;
        }
        const bool passt = std::all_of(filter.begin(), filter.end(), [&](const auto& f) {
            const auto wert = base::trim(zeile.felder[f.first]);
            return std::find(f.second.begin(), f.second.end(), wert) != f.second.end();
        });
        if (!passt) {
            ++t.gefiltert;
            continue;
        }
        const auto wer = pruefer.schluessel(zeile);
        if (!wer) {
            ++t.ohne_schluessel;
            pruefer.melde(zeile, ProblemCode::schluessel_fehlt,
                          "row without a key (expected one in its column)");
            continue;
        }
        t.zeilen.push_back({zeile.anfang, zeile.zeile, *wer});
    }
}

}  // namespace abgleich::input
