// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "einlesung_abzug.hpp"

#include <algorithm>
#include <cstring>
#include <sstream>

namespace abgleich::test {

namespace {

using Zeilen = std::vector<std::string>;

template <typename... Teile>
void zeile(Zeilen& ziel, const Teile&... teile) {
    std::ostringstream strom;
    ((strom << teile << ' '), ...);
    ziel.push_back(std::move(strom).str());
}

std::string herkunft(const domain::Herkunft& h) {
    return "file " + std::to_string(h.datei) + " line " + std::to_string(h.zeile) + " record " +
           std::to_string(h.satz);
}

std::string text_von(const domain::Ablage& ablage, const domain::Schritt& schritt, domain::TextRef ref) {
    const auto text = ablage.text(ref);
    if (schritt.art != domain::Schritt::ausgelagert) return "'" + std::string(text) + "'";
    domain::Auslagerung a;
    if (text.size() != sizeof a) return "no place in the file";
    std::memcpy(&a, text.data(), sizeof a);
    return "file " + std::to_string(a.datei) + " at " + std::to_string(a.anfang) + "+" +
           std::to_string(a.laenge) + " hash " + std::to_string(a.hash);
}

void vorkommen(Zeilen& ziel, const domain::Ablage& ablage, std::span<const domain::Vorkommen> alle) {
    for (const auto& v : alle) {
        zeile(ziel, " occurrence", ablage.sachverhalt(v), "slot", int(ablage.stand(v)),
              v.unlesbar ? "unreadable" : "", "digest", v.digest());
        std::uint32_t wert = v.werte;
        for (const auto& s : ablage.gestalten.schritte(v.gestalt)) {
            const bool eigener = s.art == domain::Schritt::wert || s.art == domain::Schritt::ausgelagert;
            zeile(ziel, "  step", s.knoten, "field", s.feld, "no", s.nummer, "branch", int(s.zweig),
                  "attribute", int(s.attribut), s.art == domain::Schritt::element ? "begins" : "",
                  s.unlesbar ? "unreadable" : "",
                  s.art == domain::Schritt::element
                      ? ""
                      : text_von(ablage, s, eigener ? ablage.texte.wert(wert) : s.text));
        }
    }
}

}  // namespace

Zeilen abzug(const input::Einlesung& e) {
    Zeilen ziel;
    const auto& b = e.bestand;
    for (const auto& s : b.saetze) {
        zeile(ziel, "record", s.azr_nummer.leer() ? "" : s.azr_nummer.text(),
              s.alte_nummer.leer() ? "" : s.alte_nummer.text(), b.text(s.aktenzeichen),
              b.text(s.sachbearbeiter), b.text(s.abgang), b.text(s.bestritten), s.erstellt_ms, int(s.fassung),
              s.datei_b, s.gesperrt, s.nummer_unlesbar, s.im_bestand, herkunft(s.herkunft));
        vorkommen(ziel, b, b.vorkommen_von(s));
    }
    for (const auto& n : e.nachrichten.nachrichten) {
        zeile(ziel, "message", n.wurzel, "version", int(n.fassung), herkunft(n.herkunft));
        vorkommen(ziel, e.nachrichten, e.nachrichten.vorkommen_von(n));
    }
    const auto& liste = e.abgleichsdaten;
    zeile(ziel, "list", liste.vorhanden, e.liste_unvollstaendig);
    for (const auto& eintrag : liste.eintraege) {
        zeile(ziel, "entry", eintrag.nummer.text(), eintrag.mit_referenzen);
        for (const auto& r : liste.referenzen_von(eintrag))
            zeile(ziel, " id", r.entitaet, liste.texte.view(r.id));
    }
    for (const auto& p : e.probleme)
        zeile(ziel, "problem", domain::problem_text(p.code).name, herkunft(p.herkunft), "column", p.spalte,
              p.ganzer_satz ? "record:" : "fact:", p.meldung);
    for (const auto& d : e.dateien)
        zeile(ziel, "file", d.sha256, d.bytes, d.saetze, d.verworfen, d.abgebrochen);
    for (const auto& [nummer, anzahl] : e.unbenutzt) zeile(ziel, "unused", nummer, anzahl);
    zeile(ziel, "head", e.behoerde, e.stand, e.ersetzt, e.ohne_schluessel);
    return ziel;
}

std::string unterschied(const Zeilen& eins, const Zeilen& zwei) {
    const auto [a, b] = std::mismatch(eins.begin(), eins.end(), zwei.begin(), zwei.end());
    if (a == eins.end() && b == zwei.end()) return {};
    return (a == eins.end() ? "(end)" : *a) + "\n  and: " + (b == zwei.end() ? "(end)" : *b);
}

}  // namespace abgleich::test
