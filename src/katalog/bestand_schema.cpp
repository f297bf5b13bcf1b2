// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Derives the schema of a Bestand from the type graph. All types go into one file in the namespace of the
// standard: type names do not show in instances, and each local element says by `form` whether it is qualified.
#include <abgleich/katalog/bestand_schema.hpp>

#include <abgleich/base/error.hpp>
#include <abgleich/katalog/schreiber.hpp>

#include "inhaltsmodell.hpp"

#include <map>
#include <vector>

namespace abgleich::katalog {

namespace {

constexpr std::string_view kopf =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!-- SPDX-License-Identifier: EUPL-1.2 -->\n<!-- Copyright the abgleich authors -->\n"
    "<!-- Derived from the type graph by 'abgleich katalog schema'; do not edit. -->\n";

class Ableitung {
public:
    explicit Ableitung(const Katalog& katalog) : m_katalog(katalog), m_graph(katalog.graph()) {}

    std::string schreibe() {
        const auto wurzel = m_katalog.wurzel("inhalt")->knoten;
        const std::string typ = complex_name(m_katalog.knoten(wurzel).typ);
        std::string text(kopf);
        text += "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:tns=\"" +
                m_katalog.namensraum() + "\" targetNamespace=\"" + m_katalog.namensraum() +
                "\" elementFormDefault=\"qualified\">\n";
        text += "<xs:element name=\"inhalt\" type=\"tns:" + typ + "\"/>\n";
        while (!m_offen.empty()) {  // types name further types
            const auto offen = std::move(m_offen);
            m_offen.clear();
            for (const auto& [einfach, id] : offen) text += einfach ? simple(id) : complex(id);
        }
        return text + "</xs:schema>\n";
    }

private:
    static std::string lokal(const std::string& name) { return name.substr(name.find('}') + 1); }

    /// Names are made once, in order of need: T1-Duldung ... keeps them apart across namespaces.
    std::string name(bool einfach, std::uint32_t id, const std::string& voll) {
        const auto [it, neu] = m_namen.emplace(std::make_pair(einfach, id), std::string());
        if (neu) {
            it->second = (voll.empty() ? "anonym" : lokal(voll)) + "-" + std::to_string(m_namen.size());
            m_offen.emplace_back(einfach, id);
        }
        return it->second;
    }
    std::string complex_name(std::uint32_t id) { return name(false, id, m_graph.complex_typen[id].name); }
    std::string simple_verweis(std::uint32_t id) {
        const auto& typ = m_graph.simple_typen[id];
        if (typ.name.starts_with("{http://www.w3.org/2001/XMLSchema}")) return "xs:" + lokal(typ.name);
        return "tns:" + name(true, id, typ.name);
    }

    static void merkmal(std::string& text, const char* name, std::string_view wert) {
        text += std::string(" ") + name + "=\"";
        maskiere(text, wert, true);
        text += '"';
    }

    std::string simple(std::uint32_t id) {
        const auto& typ = m_graph.simple_typen[id];
        std::string text = "<xs:simpleType name=\"" + m_namen[{true, id}] + "\">";
        if (!typ.vereinigung.empty()) {
            std::string mitglieder;
            for (const auto m : typ.vereinigung)
                mitglieder += (mitglieder.empty() ? "" : " ") + simple_verweis(m);
            return text + "<xs:union memberTypes=\"" + mitglieder + "\"/></xs:simpleType>\n";
        }
        text += "<xs:restriction base=\"" + simple_verweis(typ.basis) + "\">";
        const auto& basis = m_graph.simple_typen[typ.basis];
        for (const auto& wert : typ.aufzaehlung) {
            text += "<xs:enumeration";
            merkmal(text, "value", wert);
            text += "/>";
        }
        if (typ.min_laenge != basis.min_laenge)
            text += "<xs:minLength value=\"" + std::to_string(typ.min_laenge) + "\"/>";
        if (typ.max_laenge != basis.max_laenge)
            text += "<xs:maxLength value=\"" + std::to_string(typ.max_laenge) + "\"/>";
        if (typ.hat_min && (!basis.hat_min || typ.min != basis.min))
            text += "<xs:minInclusive value=\"" + std::to_string(typ.min) + "\"/>";
        if (typ.hat_max && (!basis.hat_max || typ.max != basis.max))
            text += "<xs:maxInclusive value=\"" + std::to_string(typ.max) + "\"/>";
        for (std::size_t g = basis.muster.size(); g < typ.muster.size(); ++g)
            for (const auto m : typ.muster[g]) {
                text += "<xs:pattern";
                merkmal(text, "value", m_graph.muster_texte[m]);
                text += "/>";
            }
        return text + "</xs:restriction></xs:simpleType>\n";
    }

    std::string attribute(const ComplexTyp& typ) {
        std::string text;
        for (const auto& a : typ.attribute) {
            text += "<xs:attribute";
            merkmal(text, "name", m_graph.namen.lokal(a.name));
            merkmal(text, "type", simple_verweis(a.typ));
            if (a.pflicht) text += " use=\"required\"";
            if (a.hat_fest) merkmal(text, "fixed", a.fest);
            text += "/>";
        }
        return text;
    }

    std::string complex(std::uint32_t id) {
        const auto& typ = m_graph.complex_typen[id];
        std::string text = "<xs:complexType name=\"" + m_namen[{false, id}] + "\">";
        if (typ.text != kein_typ)
            return text + "<xs:simpleContent><xs:extension base=\"" + simple_verweis(typ.text) + "\">" +
                   attribute(typ) + "</xs:extension></xs:simpleContent></xs:complexType>\n";
        text += teil(m_graph.aufbau.at(id), m_graph.modelle[typ.modell].partikel, true);
        return text + attribute(typ) + "</xs:complexType>\n";
    }

    static std::string grenzen(const Teil& t, bool oberste) {
        std::string text = oberste ? "" : " minOccurs=\"0\"";
        if (t.max == Teil::unbegrenzt) return text + " maxOccurs=\"unbounded\"";
        return t.max == 1 ? text : text + " maxOccurs=\"" + std::to_string(t.max) + "\"";
    }

    std::string teil(const Teil& t, const std::vector<Partikel>& partikel, bool oberste) {
        if (t.art == Teil::Art::partikel) {
            const Partikel& p = partikel[t.partikel];
            if (p.name == 0) {
                std::string raeume;
                for (const auto& r : p.raeume) raeume += (raeume.empty() ? "" : " ") + r;
                return "<xs:any namespace=\"" + raeume + "\" processContents=\"lax\"" + grenzen(t, false) +
                       "/>";
            }
            const auto raum = m_graph.namen.namensraum(p.name);
            if (!raum.empty() && raum != m_katalog.namensraum())
                throw base::ConfigError("element '" + std::string(m_graph.namen.lokal(p.name)) +
                                        "' of another namespace cannot stand in a Bestand schema");
            std::string text = "<xs:element";
            merkmal(text, "name", m_graph.namen.lokal(p.name));
            merkmal(text, "type", p.einfach ? simple_verweis(p.typ) : "tns:" + complex_name(p.typ));
            if (raum.empty()) text += " form=\"unqualified\"";
            if (p.hat_fest) merkmal(text, "fixed", p.fest);
            return text + grenzen(t, false) + "/>";
        }
        const char* art = t.art == Teil::Art::wahl ? "choice" : "sequence";
        std::string text = std::string("<xs:") + art + grenzen(t, oberste) + ">";
        for (const auto& kind : t.kinder) text += teil(kind, partikel, false);
        return text + "</xs:" + art + ">";
    }

    const Katalog& m_katalog;
    const Typgraph& m_graph;
    std::map<std::pair<bool, std::uint32_t>, std::string> m_namen;
    std::vector<std::pair<bool, std::uint32_t>> m_offen;
};

std::string huelle(const Katalog& katalog, const std::string& inhalt_name) {
    std::string text(kopf);
    text += "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:b=\"urn:azr-abgleich:bestand:1\" "
            "xmlns:xa=\"" +
            katalog.namensraum() +
            "\" targetNamespace=\"urn:azr-abgleich:bestand:1\" elementFormDefault=\"qualified\">\n"
            "  <xs:import namespace=\"" +
            katalog.namensraum() + "\" schemaLocation=\"" + inhalt_name +
            "\"/>\n"
            "  <xs:element name=\"bestand\">\n    <xs:complexType>\n      <xs:sequence>\n"
            "        <xs:element name=\"datensatz\" type=\"b:Datensatz\" minOccurs=\"0\" "
            "maxOccurs=\"unbounded\"/>\n      </xs:sequence>\n"
            "      <xs:attribute name=\"behoerde\" type=\"xs:string\"/>\n      <xs:attribute name=\"stand\" "
            "type=\"xs:date\"/>\n"
            "    </xs:complexType>\n  </xs:element>\n"
            "  <xs:complexType name=\"Datensatz\">\n    <xs:sequence>\n      <xs:element "
            "ref=\"xa:inhalt\"/>\n    </xs:sequence>\n"
            "    <xs:attribute name=\"aktenzeichen\" type=\"b:Nichtleer\" use=\"required\"/>\n"
            "    <xs:attribute name=\"azrNummer\" type=\"b:AzrNummer\"/>\n"
            "    <xs:attribute name=\"person\" type=\"xs:string\"/>\n"
            "    <xs:attribute name=\"datei\" type=\"b:Datei\"/>\n"
            "    <xs:attribute name=\"sachbearbeiter\" type=\"xs:string\"/>\n"
            "    <xs:attribute name=\"abgang\" type=\"b:Abgang\"/>\n"
            "    <xs:attribute name=\"abgangsdatum\" type=\"xs:date\"/>\n"
            "    <xs:attribute name=\"bestritten\" type=\"xs:string\"/>\n"
            "    <xs:attribute name=\"sperre\" type=\"xs:string\"/>\n"
            "  </xs:complexType>\n";
    const auto aufzaehlung = [&](const char* name, std::initializer_list<const char*> werte) {
        text +=
            std::string("  <xs:simpleType name=\"") + name + "\">\n    <xs:restriction base=\"xs:string\">\n";
        for (const auto* w : werte) text += std::string("      <xs:enumeration value=\"") + w + "\"/>\n";
        text += "    </xs:restriction>\n  </xs:simpleType>\n";
    };
    aufzaehlung("Datei", {"A", "B"});
    aufzaehlung("Abgang", {"fortzug", "verstorben", "eingebuergert", "abgegeben"});
    text += "  <xs:simpleType name=\"Nichtleer\">\n    <xs:restriction base=\"xs:string\">\n      "
            "<xs:minLength value=\"1\"/>\n    </xs:restriction>\n  </xs:simpleType>\n"
            "  <xs:simpleType name=\"AzrNummer\">\n    <xs:restriction base=\"xs:string\">\n"
            "      <xs:pattern value=\"[0-9]{2}(0[0-9]|1[0-2])([0-2][0-9]|3[01])[0-9]{6}\"/>\n    "
            "</xs:restriction>\n  </xs:simpleType>\n</xs:schema>\n";
    return text;
}

}  // namespace

BestandSchema leite_bestand_schema_ab(const Katalog& katalog) {
    BestandSchema schema;
    schema.inhalt_name = "bestand-1-inhalt-" + katalog.version() + ".xsd";
    schema.inhalt = Ableitung(katalog).schreibe();
    schema.huelle = huelle(katalog, schema.inhalt_name);
    return schema;
}

}  // namespace abgleich::katalog
