// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "bericht_html.hpp"
#include "darstellung.hpp"
#include "sicht.hpp"
#include "texte.hpp"

namespace abgleich::report {
namespace {

// Contrast of every pair of text and ground is at least 4.5 : 1 (WCAG 2.1, AA) in both schemes.
constexpr std::string_view stil = R"css(
:root{color-scheme:light dark;--grund:#fff;--text:#1b1f24;--leise:#57606a;--linie:#d0d7de;--flaeche:#f4f6f8;
--akzent:#0b4f8a;--mark:#ffe08a;--marktext:#1b1f24;--hoch:#b42318;--hochtext:#fff;--mittel:#f6c177;--mitteltext:#3d2600;
--niedrig:#e3e8ee;--niedrigtext:#2b3642}
@media screen and (prefers-color-scheme:dark){:root{--grund:#14181d;--text:#e6e9ee;--leise:#a3adb8;--linie:#363f4a;
--flaeche:#1d232a;--akzent:#8cc4ff;--mark:#5c4700;--marktext:#ffe9a8;--hoch:#ff8f85;--hochtext:#2b0503;--mittel:#e6ac5c;
--mitteltext:#2b1a00;--niedrig:#3a444f;--niedrigtext:#e6e9ee}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:90rem;padding:1.5rem 2rem 4rem;background:var(--grund);color:var(--text);
font:1rem/1.5 system-ui,"Segoe UI","Noto Sans","Liberation Sans",sans-serif}
a{color:var(--akzent)}
h1{margin:0;font-size:1.75rem;line-height:1.2}
h2{margin:3rem 0 .75rem;padding-top:.75rem;border-top:2px solid var(--akzent);font-size:1.3rem}
p{max-width:60rem;margin:.5rem 0}
header .test{display:inline-block;margin:0 0 .75rem;padding:.2rem .8rem;border-radius:.25rem;background:var(--hoch);
color:var(--hochtext);font-weight:700;letter-spacing:.05em}
dl{display:flex;flex-wrap:wrap;gap:.5rem 2.5rem;margin:1rem 0}
dt{color:var(--leise);font-size:.85rem}
dd{margin:0;font-weight:600}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:1rem 0;padding:0;list-style:none}
.kacheln{display:grid;grid-template-columns:repeat(5,1fr);gap:.75rem;margin:1.5rem 0;padding:0;list-style:none}
.kacheln li{padding:.75rem 1rem;border:1px solid var(--linie);border-left:4px solid var(--akzent);border-radius:.375rem;background:var(--flaeche)}
.kacheln li.ernst{border-left-color:var(--hoch)}
@media screen and (max-width:60rem){.kacheln{grid-template-columns:repeat(auto-fill,minmax(9rem,1fr))}}
.kacheln b{display:block;font-size:1.6rem;line-height:1.2;font-variant-numeric:tabular-nums}
.kacheln span{color:var(--leise);font-size:.9rem}
.spur{max-width:60rem;height:.75rem;border:1px solid var(--akzent);border-radius:.4rem;background:var(--flaeche);overflow:hidden}
.spur i{display:block;height:100%;background:var(--akzent)}
.rahmen{overflow-x:auto;margin:.75rem 0 1.5rem}
table{border-collapse:collapse;font-size:.9rem}
table.liste{width:100%}
caption{padding:.25rem 0;text-align:left;font-weight:600}
.liste caption{color:var(--leise);font-weight:400}
th,td{padding:.4rem .6rem;border-bottom:1px solid var(--linie);text-align:left;vertical-align:top;overflow-wrap:break-word}
thead th{border-bottom:2px solid var(--linie);background:var(--flaeche);font-size:.85rem}
tbody th{font-weight:400}
tfoot th,tfoot td{border-top:2px solid var(--linie);font-weight:600}
tbody tr:hover{background:var(--flaeche)}
.z{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.rahmen thead .z{white-space:normal;min-width:4rem;max-width:11rem}
.balken{width:5rem;vertical-align:middle}
.balken i{display:block;height:.6rem;background:linear-gradient(to right,var(--akzent) var(--a),var(--linie) 0)}
.nr{white-space:nowrap;font-variant-numeric:tabular-nums}
.wert{min-width:12rem;max-width:20rem;overflow-wrap:anywhere}
small{display:block;color:var(--leise);font-size:.85em}
code{color:var(--leise);font:.85em ui-monospace,"DejaVu Sans Mono",monospace}
mark{padding:0 .1em;border-radius:.15em;background:var(--mark);color:var(--marktext);text-decoration:underline}
.leer{color:var(--leise);font-style:italic}
.s{display:inline-block;min-width:4rem;padding:0 .5rem;border-radius:.7rem;text-align:center}
.s-hoch{background:var(--hoch);color:var(--hochtext)}
.s-mittel{background:var(--mittel);color:var(--mitteltext)}
.s-niedrig{background:var(--niedrig);color:var(--niedrigtext)}
.rest{padding:.4rem .75rem;border-left:4px solid var(--mittel);background:var(--flaeche)}
.nebeneinander{display:flex;flex-wrap:wrap;gap:0 2rem;align-items:flex-start}
.filter{display:block;margin:.5rem 0;font-size:.9rem}
.filter input{width:20rem;max-width:100%;margin-left:.5rem;padding:.3rem .5rem;border:1px solid var(--leise);border-radius:.25rem;
background:var(--grund);color:var(--text);font:inherit}
th button{padding:0;border:0;background:none;color:inherit;font:inherit;text-align:inherit;cursor:pointer}
th[aria-sort=ascending] button::after{content:" ▲"}
th[aria-sort=descending] button::after{content:" ▼"}
footer{margin-top:3rem;color:var(--leise);font-size:.85rem}
@page{size:A4 landscape;margin:12mm}
@media print{:root{color-scheme:light;font-size:9.5pt}body{max-width:none;padding:0}nav,.filter{display:none}
.rahmen{overflow:visible}thead{display:table-header-group}tr,.kacheln li{break-inside:avoid}h2,caption{break-after:avoid}
th,td{padding:.2rem .4rem}a{color:inherit;text-decoration:none}.wert{min-width:0}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
)css";

// Comfort only: filter above and sorting by the heads of each list. The page is complete without it.
constexpr std::string_view skript = R"js(
document.querySelectorAll('table.liste').forEach(function(t){
var k=t.tBodies[0],r=Array.from(k.rows);if(r.length<2)return;
var l=document.createElement('label'),e=document.createElement('input');l.className='filter';l.textContent='Zeilen filtern:';
e.type='search';l.appendChild(e);t.parentNode.before(l);
e.oninput=function(){var s=e.value.toLocaleLowerCase('de');r.forEach(function(z){z.hidden=!z.textContent.toLocaleLowerCase('de').includes(s)})};
Array.from(t.tHead.rows[0].cells).forEach(function(h,i){var b=document.createElement('button');b.type='button';
b.textContent=h.textContent;h.textContent='';h.appendChild(b);
b.onclick=function(){var a=h.getAttribute('aria-sort')!=='ascending';
Array.from(t.tHead.rows[0].cells).forEach(function(x){x.removeAttribute('aria-sort')});
h.setAttribute('aria-sort',a?'ascending':'descending');
function w(z){var c=z.cells[i];return c.dataset.s||c.textContent}
r.slice().sort(function(x,y){return(a?1:-1)*w(x).localeCompare(w(y),'de',{numeric:true})}).forEach(function(z){k.appendChild(z)})}})});
)js";

void kopfangabe(std::string& ziel, std::string_view name, std::string_view wert) {
    ziel += "<div><dt>";
    maskiere(ziel, name);
    ziel += "</dt><dd>";
    maskiere(ziel, wert.empty() ? std::string_view("nicht angegeben") : wert);
    ziel += "</dd></div>\n";
}

void inhaltsverzeichnis(std::string& ziel, const domain::Ergebnis& e) {
    const auto eintrag = [&ziel](std::string_view id, std::string_view titel) {
        ziel += "<li><a href=\"#";
        ziel += id;
        ziel += "\">";
        maskiere(ziel, titel);
        ziel += "</a></li>\n";
    };
    ziel += "<nav aria-label=\"Inhalt\"><ul>\n";
    eintrag("verteilung", "Verteilung");
    eintrag("fehlzuordnungen", "Fehlzuordnungen");
    eintrag("klaerfaelle", "Klärfälle");
    eintrag("abweichungen", "Abweichungen");
    eintrag("nur-lokal", "Nur in der Ausländerdatei");
    eintrag("nur-azr", "Nur im AZR");
    if (e.registerabgleich_vorhanden) eintrag("registerabgleich", "Registerabgleich");
    eintrag("eingabe", "Beanstandete Eingaben");
    eintrag("nicht-verglichen", "Nicht verglichen");
    ziel += "</ul></nav>\n";
}

}  // namespace

void seite_anfang(std::string& ziel, const Sicht& sicht) {
    const domain::Laufdaten& lauf = sicht.ergebnis().lauf;
    ziel += "<!DOCTYPE html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
            "'unsafe-inline'; "
            "script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n<title>";
    if (lauf.test) ziel += "Testdaten: ";
    ziel += "Abgleich der Ausländerdatei A mit dem Ausländerzentralregister</title>\n<style>";
    ziel += stil;
    ziel += "</style>\n</head>\n<body>\n<header>\n";
    if (lauf.test) ziel += "<p class=\"test\">Testdaten</p>\n";
    ziel += "<h1>Abgleich der Ausländerdatei A mit dem Ausländerzentralregister</h1>\n<dl>\n";
    kopfangabe(ziel, "Behörde", behoerde_text(sicht.katalog(), lauf.behoerde));
    kopfangabe(ziel, "Stand der Ausländerdatei", datum_text(lauf.stand));
    kopfangabe(ziel, "Lauf vom", datum_text(lauf.beginn));
    kopfangabe(ziel, "Umfang der AZR-Seite", umfang_text(lauf.azr_umfang));
    kopfangabe(ziel, "Fassung des Standards",
               lauf.katalog_version.empty() ? "" : "XAusländer " + lauf.katalog_version);
    ziel += "</dl>\n";
    inhaltsverzeichnis(ziel, sicht.ergebnis());
    ziel += "</header>\n<main>\n";
}

void seite_ende(std::string& ziel, const Sicht& sicht) {
    ziel +=
        "</main>\n<footer><p>Dieser Bericht enthält personenbezogene Daten. Er darf nur für den Abgleich und "
        "die "
        "anschließende Datenpflege verwendet werden und ist danach zu löschen (§ 8a Abs. 2 AZRG). "
        "Angaben zu Personen mit Übermittlungssperre sind durch *** ersetzt.</p>\n<p>Erstellt mit abgleich";
    if (!sicht.ergebnis().lauf.programm_version.empty()) ziel += ' ';
    maskiere(ziel, sicht.ergebnis().lauf.programm_version);
    ziel += ".</p></footer>\n<script>";
    ziel += skript;
    ziel += "</script>\n</body>\n</html>\n";
}

void abschnitt(std::string& ziel, std::string_view id, std::string_view titel) {
    ziel += "<section id=\"";
    ziel += id;
    ziel += "\">\n<h2>";
    maskiere(ziel, titel);
    ziel += "</h2>\n";
}

void absatz(std::string& ziel, std::string_view text) {
    ziel += "<p>";
    maskiere(ziel, text);
    ziel += "</p>\n";
}

void hinweis_auf_rest(std::string& ziel, std::uint64_t alle, std::string_view datei) {
    if (alle <= hoechstzahl_zeilen) return;
    ziel += "<p class=\"rest\">" + zahl(hoechstzahl_zeilen) + " von " + zahl(alle) + " gezeigt; alle in ";
    ziel += datei;
    ziel += "</p>\n";
}

}  // namespace abgleich::report
