// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "befehle.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/output_file.hpp>
#include <abgleich/base/text.hpp>
#include <abgleich/cli/programm.hpp>

#include <sys/stat.h>

#include <cstdio>
#include <exception>

namespace abgleich::cli {

const char* programm_version();  // version.cpp

const std::vector<Befehl>& befehle() {
    static const std::vector<Befehl> tabelle = {
        {"run", "--local PATH --azr PATH --out DIR [options]",
         "Reconciles the local file with AZR messages and writes the reports.", &optionen_run, &command_run},
        {"validate", "PATH... [options]",
         "Checks messages, a Sammlung or a Bestand against schema, catalogue and code lists.",
         &optionen_validate, &command_validate},
        {"inspect", "PATH... [options]",
         "Says what files are: messages, a Bestand, tables; proposes a mapping for a vendor's tables.",
         &optionen_inspect, &command_inspect},
        {"generate", "--persons N --seed S --out DIR",
         "Writes invented test data: a Bestand, AZR messages and the truth about them.", &optionen_generate,
         &command_generate},
        {"katalog", "list | show NAME | check | schema --out DIR",
         "Shows and checks the catalogue of Sachverhalte; derives the schema of a Bestand.",
         &optionen_katalog, &command_katalog},
    };
    return tabelle;
}

namespace {

void put(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

std::string uebersicht() {
    std::string text = "usage: abgleich COMMAND [options]\n\nReconciles the file of an Ausländerbehörde with "
                       "the Ausländerzentralregister (XAusländer).\n\ncommands:\n";
    for (const auto& b : befehle())
        text += "  " + std::string(b.name) + std::string(12 - std::string_view(b.name).size(), ' ') + b.kurz +
                "\n";
    return text + "  help        Shows this, or 'help COMMAND'.\n  version     Prints the version.\n\n"
                  "exit codes: 0 done; 1 failed; 2 wrong command line, configuration or catalogue; 3 done, "
                  "some input rejected;\n"
                  "            4 findings of 'validate' or 'inspect'; 130 interrupted\n";
}

std::string hilfe(const Befehl& b) {
    return std::string("usage: abgleich ") + b.name + " " + b.aufruf + "\n\n" + b.kurz + "\n\noptions:\n" +
           hilfe_text(b.optionen());
}

const Befehl& finde(const std::string& name) {
    std::vector<std::string> namen = {"help", "version"};
    for (const auto& b : befehle()) {
        if (name == b.name) return b;
        namen.emplace_back(b.name);
    }
    const auto vorschlag = base::closest(name, namen);
    throw base::UsageError(
        "unknown command '" + name + "'" +
        (vorschlag.empty() ? "; see 'abgleich help'" : ", did you mean '" + vorschlag + "'?"));
}

ExitCode verteile(const std::vector<std::string>& argumente) {
    if (argumente.empty()) {
        std::fputs(uebersicht().c_str(), stderr);
        return ExitCode::usage;
    }
    const std::string& name = argumente[0];
    if (name == "version" || name == "--version") {
        put(std::string("abgleich ") + programm_version() + "\n");
        return ExitCode::done;
    }
    if (name == "help" || name == "--help" || name == "-h") {
        if (argumente.size() > 1 && argumente[1] == "help")
            put("usage: abgleich help [COMMAND]\n\nShows all commands, or the options of one.\n");
        else if (argumente.size() > 1 && argumente[1] == "version")
            put("usage: abgleich version\n\nPrints the version.\n");
        else
            put(argumente.size() > 1 ? hilfe(finde(argumente[1])) : uebersicht());
        return ExitCode::done;
    }
    const Befehl& befehl = finde(name);
    for (std::size_t i = 1; i < argumente.size(); ++i)
        if (argumente[i] == "--help" || argumente[i] == "-h") {
            put(hilfe(befehl));
            return ExitCode::done;
        }
    return befehl.fuehre_aus(Argumente(name, befehl.optionen(), {argumente.begin() + 1, argumente.end()}));
}

int melde(ExitCode code, const std::string& text) {
    std::fputs(("abgleich: fatal: " + text + "\n").c_str(), stderr);
    return static_cast<int>(code);
}

}  // namespace

int fuehre_aus(const std::vector<std::string>& argumente) {
    ::umask(077);  // records of people
    base::OutputDirectory::remove_on_interrupt(static_cast<int>(ExitCode::interrupted));
    try {
        const auto code = verteile(argumente);
        if (std::fflush(stdout) != 0)
            return melde(ExitCode::failed, "standard output cannot be written; check free space");
        return static_cast<int>(code);
    } catch (const base::UsageError& e) {
        return melde(ExitCode::usage, e.what());
    } catch (const base::ConfigError& e) {
        return melde(ExitCode::usage, e.what());
    } catch (const base::Error& e) {
        return melde(ExitCode::failed, e.what());
    } catch (const std::bad_alloc&) {
        return melde(ExitCode::failed,
                     "out of memory (expected about 1 GB per 300,000 persons); use a larger machine");
    } catch (const std::exception& e) {
        return melde(ExitCode::failed, std::string("internal error: ") + e.what() + "; please report it");
    }
}

}  // namespace abgleich::cli
