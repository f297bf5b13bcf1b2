// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "sichtbar.hpp"

#include <abgleich/report/pruefbericht.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <span>

namespace abgleich::report {
namespace {

using domain::Problem;
using domain::ProblemSchwere;
using nlohmann::ordered_json;
using Probleme = std::span<const Problem>;

std::string xml_text(std::string_view text) {
    std::string xml;
    for (const char c : text) switch (c) {
            case '&': xml += "&amp;"; break;
            case '<': xml += "&lt;"; break;
            case '>': xml += "&gt;"; break;
            case '"': xml += "&quot;"; break;
            default: xml += c;
        }
    return xml;
}

std::string attribut(std::string_view name, std::string_view wert) {
    return " " + std::string(name) + "=\"" + xml_text(wert) + "\"";
}

/// `1 file`, `2 files`.
std::string anzahl(std::uint64_t zahl, std::string_view was) {
    return std::to_string(zahl) + " " + std::string(was) + (zahl == 1 ? "" : "s");
}

std::string in_worten(const Befundzahlen& zahlen) {
    return anzahl(zahlen.fehler, "error") + ", " + anzahl(zahlen.warnungen, "warning") + ", " +
           anzahl(zahlen.hinweise, "note");
}

ProblemSchwere schwere(const Problem& p) { return domain::pruef_schwere(p.code); }

Befundzahlen zaehle(Probleme probleme) {
    Befundzahlen zahlen;
    for (const Problem& p : probleme) zahlen.add(schwere(p));
    return zahlen;
}

/// Calls `je_datei(datei, its findings)` in order.
template <typename F>
void fuer_jede_datei(const Pruefung& pruefung, F je_datei) {
    auto anfang = pruefung.probleme.begin();
    for (std::size_t i = 0; i < pruefung.dateien.size(); ++i) {
        const auto ende = std::find_if(anfang, pruefung.probleme.end(),
                                       [i](const Problem& p) { return p.herkunft.datei != i; });
        je_datei(pruefung.dateien[i], Probleme(anfang, ende));
        anfang = ende;
    }
}

std::string zeile(const std::string& datei, const Problem& p) {
    return datei + ":" + std::to_string(p.herkunft.zeile) + ":" + std::to_string(p.spalte) + ": " +
           std::string(englisch(schwere(p))) + ": " + std::string(domain::problem_text(p.code).name) + ": " +
           sichtbar(p.meldung) + "\n";
}

/// Lines of the findings that `waehle` takes, at most `limit` of them, and a line that counts the others.
template <typename F>
void schreibe_zeilen(const domain::Eingabedatei& datei, Probleme probleme, std::size_t limit, F waehle,
                     const Senke& senke) {
    const std::string name = sichtbar(datei.name);
    std::size_t gezeigt = 0;
    Befundzahlen rest;
    for (const Problem& p : probleme) {
        if (!waehle(p)) continue;
        if (limit == 0 || gezeigt < limit) {
            senke(zeile(name, p));
            ++gezeigt;
        } else {
            rest.add(schwere(p));
        }
    }
    if (rest.ab(ProblemSchwere::hinweis) > 0)
        senke(name + ": not shown: " + in_worten(rest) + "; give '--limit 0' to see all\n");
}

ordered_json als_json(const Befundzahlen& zahlen) {
    return {{"fehler", zahlen.fehler}, {"warnungen", zahlen.warnungen}, {"hinweise", zahlen.hinweise}};
}

ordered_json als_json(const domain::Eingabedatei& datei, Probleme probleme, ProblemSchwere grenze) {
    const Befundzahlen zahlen = zaehle(probleme);
    ordered_json json{{"name", datei.name},
                      {"bestanden", zahlen.ab(grenze) == 0},
                      {"bytes", datei.bytes},
                      {"sha256", datei.sha256},
                      {"saetze", datei.saetze},
                      {"verworfen", datei.verworfen},
                      {"abgebrochen", datei.abgebrochen},
                      {"befunde", als_json(zahlen)},
                      {"probleme", ordered_json::array()}};
    for (const Problem& p : probleme)
        json["probleme"].push_back({{"zeile", p.herkunft.zeile},
                                    {"spalte", p.spalte},
                                    {"satz", p.herkunft.satz},
                                    {"schwere", englisch(schwere(p))},
                                    {"code", domain::problem_text(p.code).name},
                                    {"meldung", p.meldung}});
    return json;
}

std::string als_text(const ordered_json& json, int einzug) {
    // Names of files are bytes: what is no UTF-8 among them must not stop the report.
    return json.dump(einzug, ' ', false, ordered_json::error_handler_t::replace);
}

struct Summe {
    std::uint64_t saetze = 0;
    std::uint64_t verworfen = 0;
};

Summe summiere(const Pruefung& pruefung) {
    Summe summe;
    for (const auto& datei : pruefung.dateien) {
        summe.saetze += datei.saetze;
        summe.verworfen += datei.verworfen;
    }
    return summe;
}

void schreibe_testfall(const domain::Eingabedatei& datei, Probleme probleme, const Pruefung& pruefung,
                       const Senke& senke) {
    const std::string name = sichtbar(datei.name);
    senke("    <testcase" + attribut("classname", "abgleich.validate") + attribut("name", name) +
          attribut("file", name));
    if (probleme.empty()) return senke("/>\n");
    senke(">\n");
    const auto faellt_auf = [&](const Problem& p) { return schwere(p) >= pruefung.grenze; };
    const Senke maskiert = [&](std::string_view text) { senke(xml_text(text)); };
    const auto erstes = std::find_if(probleme.begin(), probleme.end(), faellt_auf);
    if (erstes != probleme.end()) {
        const std::string code(domain::problem_text(erstes->code).name);
        senke("      <failure" + attribut("type", code) +
              attribut("message",
                       in_worten(zaehle(probleme)) + "; first: " + code + ": " + sichtbar(erstes->meldung)) +
              ">");
        schreibe_zeilen(datei, probleme, pruefung.limit, faellt_auf, maskiert);
        senke("</failure>\n");
    }
    if (!std::all_of(probleme.begin(), probleme.end(), faellt_auf)) {
        senke("      <system-out>");
        schreibe_zeilen(datei, probleme, pruefung.limit, std::not_fn(faellt_auf), maskiert);
        senke("</system-out>\n");
    }
    senke("    </testcase>\n");
}

}  // namespace

void Befundzahlen::add(ProblemSchwere schwere) {
    ++(schwere == ProblemSchwere::fehler    ? fehler
       : schwere == ProblemSchwere::warnung ? warnungen
                                            : hinweise);
}

std::uint64_t Befundzahlen::ab(ProblemSchwere grenze) const {
    return fehler + (grenze <= ProblemSchwere::warnung ? warnungen : 0) +
           (grenze <= ProblemSchwere::hinweis ? hinweise : 0);
}

bool bestanden(const Pruefung& pruefung) { return zaehle(pruefung.probleme).ab(pruefung.grenze) == 0; }

std::string_view englisch(ProblemSchwere schwere) {
    return schwere == ProblemSchwere::fehler    ? "error"
           : schwere == ProblemSchwere::warnung ? "warning"
                                                : "note";
}

std::string zusammenfassung_zeile(const Pruefung& pruefung) {
    const Summe summe = summiere(pruefung);
    return anzahl(pruefung.dateien.size(), "file") + ", " + anzahl(summe.saetze, "record") + " read, " +
           std::to_string(summe.verworfen) + " rejected: " + in_worten(zaehle(pruefung.probleme)) + "\n";
}

void schreibe_text(const Pruefung& pruefung, const Senke& senke) {
    fuer_jede_datei(pruefung, [&](const domain::Eingabedatei& datei, Probleme probleme) {
        schreibe_zeilen(
            datei, probleme, pruefung.limit, [](const Problem&) { return true; }, senke);
    });
    senke(zusammenfassung_zeile(pruefung));
}

void schreibe_json(const Pruefung& pruefung, const Senke& senke) {
    const Summe summe = summiere(pruefung);
    ordered_json kopf;
    kopf["programm"] = "abgleich";
    kopf["version"] = pruefung.programm_version;
    kopf["stufe"] = pruefung.stufe;
    kopf["grenze"] = englisch(pruefung.grenze);
    kopf["schemas"] = ordered_json::array();
    for (const Schemastand& s : pruefung.schemas)
        kopf["schemas"].push_back(
            {{"version", s.version}, {"namensraum", s.namensraum}, {"sha256", s.sha256}});
    kopf["bestanden"] = bestanden(pruefung);
    kopf["summe"] = {{"dateien", pruefung.dateien.size()},
                     {"saetze", summe.saetze},
                     {"verworfen", summe.verworfen},
                     {"befunde", als_json(zaehle(pruefung.probleme))}};
    // Files one by one, so that a folder of a million never stands in memory as JSON.
    std::string text = als_text(kopf, 2);
    text.resize(text.size() - 2);  // "\n}"
    senke(text + ",\n  \"dateien\": [");
    std::string_view davor = "\n    ";
    fuer_jede_datei(pruefung, [&](const domain::Eingabedatei& datei, Probleme probleme) {
        senke(std::string(davor) + als_text(als_json(datei, probleme, pruefung.grenze), -1));
        davor = ",\n    ";
    });
    senke("\n  ]\n}\n");
}

void schreibe_junit(const Pruefung& pruefung, const Senke& senke) {
    std::uint64_t durchgefallen = 0;
    fuer_jede_datei(pruefung, [&](const domain::Eingabedatei&, Probleme probleme) {
        if (zaehle(probleme).ab(pruefung.grenze) > 0) ++durchgefallen;
    });
    const std::string zahlen = attribut("name", "abgleich validate") +
                               attribut("tests", std::to_string(pruefung.dateien.size())) +
                               attribut("failures", std::to_string(durchgefallen)) + attribut("errors", "0");
    senke("<?xml" + attribut("version", "1.0") + attribut("encoding", "UTF-8") + "?>\n<testsuites" + zahlen +
          ">\n  <testsuite" + zahlen + attribut("skipped", "0") + ">\n");
    fuer_jede_datei(pruefung, [&](const domain::Eingabedatei& datei, Probleme probleme) {
        schreibe_testfall(datei, probleme, pruefung, senke);
    });
    senke("  </testsuite>\n</testsuites>\n");
}

}  // namespace abgleich::report
