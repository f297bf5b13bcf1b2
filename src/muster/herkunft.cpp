// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
//
// The rules as compact text: words are separated by a blank, '_' stands for a blank inside a word,
// '/' separates two forms (men/women of a surname, two spellings of a place). The weights follow the
// order of size of the foreign population in Germany, rounded; they are a mix for tests, no statistics.
#include "herkunft.hpp"

#include <abgleich/base/text.hpp>

#include <algorithm>
#include <string_view>

namespace abgleich::muster {

namespace {

struct Rohform {
    std::string_view staat;
    std::uint32_t gewicht;
    Gruppe gruppe;
    Schrift schrift;
    std::array<std::uint32_t, 3> zeiten;
    std::string_view haeufig, vorsatz, anfang, mitte, endung, maennlich, weiblich, orte;
};

constexpr std::string_view arab_m =
    "Mohammed Ahmad Khaled Omar Mahmoud Youssef Ibrahim Hassan Ali Mustafa Bashar Samer "
    "Abdulrahman Firas Ziad Tarek Hussein Anas Yahya Qasim";
constexpr std::string_view arab_w =
    "Aisha Fatima Maryam Nour Layla Amal Hanan Rania Zainab Samira Yasmin Khadija Huda "
    "Salma Rasha Dalal Iman Sawsan Ghada Lubna";
constexpr std::string_view arab_anfang =
    "Kha Sha Na Ra Ha Ma Fa Ja Ba Sa Ta Za Gha Qa Da Mu Su Bu Hu Ru Di Si Ri Tha";
constexpr std::string_view arab_mitte = "li ri mi di ba la da na ra wa ki ji fi ti shi ma bi si ni sa hi ta";
constexpr std::string_view arab_endung = "d r m n b f q wi ri ni shi di bi l z mi";
constexpr std::string_view iran_m =
    "Reza Hossein Amir Mehdi Hamid Saeed Farhad Behrouz Kourosh Arash Navid Omid Javad "
    "Masoud Babak";
constexpr std::string_view iran_w =
    "Fereshteh Masoumeh Parisa Shirin Leila Nasrin Zahra Maryam Mahsa Niloufar Azadeh "
    "Setareh Roya Golnaz Mina";
constexpr std::string_view slaw_anfang =
    "Koz Mar Bor Shev Krav Yar Pol Tka Bil Rud Mel Hor Pav Sid Lys Zak Vor Dov Ole Bon "
    "Kov Nov Sav Sok Zhu";
constexpr std::string_view slaw_mitte = "al ov ych in ar yn ol el uk av od im il on at ash yr ev";

constexpr Rohform rohformen[] = {
    {"166",
     150,
     Gruppe::schutz24,
     Schrift::kyrillisch,
     {4, 16, 80},
     "Melnyk Shevchenko Kovalenko Bondarenko Tkachenko Kravchenko Oliinyk Polishchuk Lysenko Savchenko",
     "",
     slaw_anfang,
     slaw_mitte,
     "enko chuk uk yshyn skyi/ska tskyi/tska iv ets iuk ak ko ych",
     "Oleksandr Andrii Volodymyr Serhii Mykola Dmytro Yurii Ivan Vasyl Bohdan Taras Yevhen Pavlo Ihor Oleh",
     "Olena Tetiana Natalia Iryna Svitlana Oksana Yuliia Kateryna Nadiia Liudmyla Hanna Mariia Anastasiia "
     "Viktoriia",
     "Kyjiw/Kiew Lwiw/Lviv Charkiw/Kharkiv Odessa/Odesa Dnipro Saporischschja/Zaporizhzhia "
     "Mykolajiw/Mykolaiv Tschernihiw/Chernihiv"},
    {"163",
     135,
     Gruppe::drittstaat,
     Schrift::lateinisch,
     {70, 25, 5},
     "Yılmaz Kaya Demir Şahin Çelik Yıldız Aydın Öztürk Arslan Doğan Kılıç Güneş",
     "",
     "Kara Ak Er Öz Gül Demir Taş Bay Can Yıl Ay Gök Sarı Ulu Koç Tor Çam Şen Doğ Bal Kır Uz Alt Tek",
     "a ı u ü al ar ım en il al ir gü çe han bey kan",
     "oğlu kaya taş demir can er soy türk tepe gil bulut dağ cı ış",
     "Mehmet Mustafa Ahmet Hüseyin Murat Yusuf İbrahim Şükrü Emre Özgür Uğur Yiğit Çağlar Kemal Hakan",
     "Ayşe Fatma Emine Zeynep Elif Gülşen Şeyma Özlem Çiğdem Hülya Tuğba İpek Meryem Sevgi Nurgül",
     "İstanbul/Istanbul Ankara İzmir/Izmir Gaziantep Diyarbakır/Diyarbakir Konya Şanlıurfa/Sanliurfa Adana "
     "Trabzon Kayseri"},
    {"475",
     120,
     Gruppe::asyl,
     Schrift::arabisch,
     {8, 82, 10},
     "Al_Ahmad Al_Ali Al_Mohammad Khalil Haddad Shaheen Al_Hassan Darwish Al_Khatib Kassem",
     "Al_ Al- El_ Abu_",
     arab_anfang,
     arab_mitte,
     arab_endung,
     arab_m,
     arab_w,
     "Aleppo/Halab Damaskus/Damascus Homs/Hims Idlib Hama Latakia Deir_ez-Zor Daraa/Dar'a "
     "Qamischli/Al-Qamishli Rakka/Raqqa"},
    {"154",
     100,
     Gruppe::eu,
     Schrift::lateinisch,
     {30, 65, 5},
     "Popescu Ionescu Popa Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu",
     "",
     "Căl Dră Mun Con Văc Ard Bog Cio Luc Nic Pet Rot San Tim Ung Vas Zam Buc Dob Mir Ruc Ști Țăr Flor",
     "in u ar ic ol at ul or ăl an en iș al od im",
     "escu eanu aru oiu ache ean ăanu oaia iuc ilă uș ea",
     "Andrei Ion Ștefan Gheorghe Mihai Cătălin Alexandru Florin Vasile Marius Răzvan Ionuț Dănuț Costin",
     "Maria Elena Ioana Andreea Mihaela Cristina Ștefania Ana Gabriela Raluca Lăcrămioara Țețilia Simona",
     "București/Bukarest Cluj-Napoca Timișoara/Timisoara Iași/Iasi Constanța/Constanta Craiova "
     "Brașov/Kronstadt Sibiu/Hermannstadt"},
    {"152",
     85,
     Gruppe::eu,
     Schrift::lateinisch,
     {45, 52, 3},
     "Nowak Kowalski/Kowalska Wiśniewski/Wiśniewska Wójcik Kowalczyk Kamiński/Kamińska "
     "Lewandowski/Lewandowska Zieliński/Zielińska Szymański/Szymańska",
     "",
     "Brzo Wił Kor Mał Sta Dąb Gór Jawo Kras Łuk Maj Ole Piet Rut Sło Tom Urb Wierz Zaw Żół Czer Dzi Gra "
     "Choj",
     "ni wi szy ko cze li dzi ro mi bo na wa",
     "ski/ska cki/cka ński/ńska owicz czak czyk iak ewski/ewska owski/owska ek ik ała",
     "Paweł Michał Łukasz Krzysztof Grzegorz Andrzej Piotr Jan Stanisław Tomasz Wojciech Zbigniew Sławomir",
     "Barbara Małgorzata Agnieszka Katarzyna Zofia Elżbieta Joanna Bożena Dorota Ewa Grażyna Żaneta",
     "Warszawa/Warschau Kraków/Krakau Gdańsk/Danzig Łódź/Lodz Wrocław/Breslau Poznań/Posen Szczecin/Stettin "
     "Katowice/Kattowitz"},
    {"423",
     60,
     Gruppe::asyl,
     Schrift::arabisch,
     {6, 82, 12},
     "Ahmadi Mohammadi Hosseini Rezai Karimi Noori Azizi Haidari Sharifi Rahimi Amiri",
     "",
     "Ahmad Moham Naji Safi Gholam Yous Rahim Haid Nazar Sher Gul Zam Mir Khan Qader Hab Jam Bar Wali Tora "
     "Fazl Amin",
     "ul a i ud ol ar ib u am al",
     "zai zada khil pur yar i wal mal kullah rasuli bakhsh dost",
     "Ahmadullah Mohammad_Reza Jawad Gholam Najib Zabihullah Abdul_Wahid Esmatullah Hamidullah Farid "
     "Sher_Ali Noor Mirwais",
     "Shukria Parwana Fereshteh Masoumeh Zahra Nasrin Fawzia Laila Shabnam Nargis Farida Malalai",
     "Kabul Herat Masar-e_Scharif/Mazar-i-Sharif Kandahar/Qandahar Dschalalabad/Jalalabad Ghazni/Ghasni "
     "Kundus/Kunduz"},
    {"137",
     60,
     Gruppe::eu,
     Schrift::lateinisch,
     {75, 23, 2},
     "Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco",
     "De_ Di_ D'",
     "Bar Cal Fer Gal Lom Man Mor Pel Ros San Sal Tor Val Ven Zan Bel Cas Dal Fab Giu Lan Mar Pat",
     "an el in ol ar et on iz al er ig am",
     "ini etti elli one ucci ano aro ese ello otti ati isi",
     "Giuseppe Antonio Marco Salvatore Francesco Luigi Niccolò Matteo Angelo Vincenzo Calogero",
     "Maria Anna Giulia Francesca Rosa Carmela Lucia Concetta Chiara Noemi Rosalìa",
     "Palermo Napoli/Neapel Roma/Rom Agrigento Catania Milano/Mailand Torino/Turin Bari Cosenza"},
    {"125",
     40,
     Gruppe::eu,
     Schrift::kyrillisch,
     {20, 75, 5},
     "Ivanov/Ivanova Georgiev/Georgieva Dimitrov/Dimitrova Petrov/Petrova Nikolov/Nikolova "
     "Stoyanov/Stoyanova",
     "",
     "Bo Dra Gan Hri Kal Laz Mil Ned Pan Rad Sto Tod Vel Yan Zla Boz Cve Din Geor Mar Slav Tse",
     "yan im ko in il av ch an et ol ov id",
     "ov/ova ev/eva ski/ska chev/cheva shev/sheva anov/anova iev/ieva enov/enova",
     "Georgi Dimitar Ivan Petar Hristo Stoyan Nikolay Asen Krasimir Plamen",
     "Maria Ivanka Elena Desislava Tsvetelina Radka Snezhana Yordanka Galina",
     "Sofia Plowdiw/Plovdiv Warna/Varna Burgas Russe/Ruse Stara_Sagora/Stara_Zagora Plewen/Pleven"},
    {"438",
     40,
     Gruppe::asyl,
     Schrift::arabisch,
     {20, 74, 6},
     "Al_Jabouri Al_Saadi Hussein Ibrahim Kareem Abdullah Jasim Al_Obaidi Murad",
     "Al_ Al- Al",
     arab_anfang,
     arab_mitte,
     "i ani awi idi ri mi aq in ar ah oor ish",
     arab_m,
     arab_w,
     "Bagdad/Baghdad Mossul/Mosul Basra Erbil/Arbil Sindschar/Sinjar Kirkuk Dohuk/Duhok Nadschaf/Najaf"},
    {"150",
     38,
     Gruppe::drittstaat,
     Schrift::lateinisch,
     {35, 60, 5},
     "Krasniqi Gashi Berisha Morina Shala Bytyqi Hoxha Kastrati",
     "",
     "Ber Gash Hax Kras Mor Rex Sha Tha Zek Bala Dem Fer Gji Ibra Jah Lim Mal Ram Sal Ukë Qer Syl",
     "i a o u hi ni ri li më di sho ka",
     "aj i u ani olli qi shi iqi hasi ajdari oli ti",
     "Agim Besnik Dritan Fatmir Gëzim Ilir Luan Arbën Përparim Valon",
     "Arbnora Besa Drita Fatmire Teuta Vlora Shqipe Mirlinda Zanë Albulena",
     "Pristina/Prishtinë Prizren Peja/Peć Gjakova/Đakovica Mitrovica Ferizaj/Uroševac"},
    {"160",
     40,
     Gruppe::drittstaat,
     Schrift::kyrillisch,
     {50, 35, 15},
     "Ivanov/Ivanova Smirnov/Smirnova Kuznetsov/Kuznetsova Popov/Popova Sokolov/Sokolova Volkov/Volkova",
     "",
     slaw_anfang,
     slaw_mitte,
     "ov/ova ev/eva in/ina skij/skaja kin/kina tsev/tseva yev/yeva nin/nina kov/kova nov/nova",
     "Sergej Aleksandr Dmitrij Alexej Wladimir Andrej Jurij Evgenij Maksim Ilja",
     "Natalja Olga Elena Tatjana Irina Svetlana Jekaterina Anastasija Ljudmila Galina",
     "Moskau/Moskva Sankt_Petersburg/Leningrad Nowosibirsk/Novosibirsk Omsk Kasan/Kazan Grosny/Groznyj "
     "Machatschkala/Makhachkala"},
    {"436",
     32,
     Gruppe::drittstaat,
     Schrift::indisch,
     {10, 60, 30},
     "Kumar Singh Sharma Patel Reddy Gupta Kaur Nair Iyer Das",
     "",
     "Lakshi Deva Jaya Bhat Nara Rama Viswa Shiva Gana Hari Kri Moha Puru Raja Suri Thiru Venka Chandra "
     "Dhana Ananda Bala Subra",
     "sh na ma ra ka va la mu ni ya ri ti",
     "nathan murthy wal katia rajan swamy pillai deep kar dal jee gopal than",
     "Rahul Amit Rajesh Vijay Sanjay Arjun Harpreet Gurpreet Anil Karthik Suresh Manoj",
     "Priya Anjali Lakshmi Sunita Deepa Kavita Meena Pooja Neha Simran Jaspreet Ananya",
     "Delhi/Neu-Delhi Mumbai/Bombay Bengaluru/Bangalore Chennai/Madras Amritsar Hyderabad Kolkata/Kalkutta "
     "Pune"},
    {"170",
     28,
     Gruppe::drittstaat,
     Schrift::lateinisch,
     {55, 42, 3},
     "Jovanović Petrović Nikolić Marković Đorđević Stojanović Ilić",
     "",
     "Bog Cvet Dim Đur Gav Iv Jan Kne Laz Mil Nov Obra Pav Rad Sav Ste Tod Vas Živ Mat Stan Ned",
     "ko an os in ra il av oj en ad",
     "ović ević ić inac ski čić šić aš anin ojević",
     "Dragan Zoran Miloš Nenad Goran Slobodan Đorđe Željko Saša",
     "Jelena Milica Snežana Dragana Vesna Gordana Živka Slađana Đurđa",
     "Belgrad/Beograd Niš/Nis Novi_Sad Vranje Leskovac Bujanovac"},
    {"130",
     26,
     Gruppe::eu,
     Schrift::lateinisch,
     {50, 47, 3},
     "Horvat Kovačević Babić Marić Jurić Novak Kovačić Knežević",
     "",
     "Bab Bož Cind Dra Fil Grg Iv Jur Kat Luk Mar Pav Per Rad Šim Tom Vid Vuk Zel Žup Mat Blaž",
     "ko an i in ar e o ul iš",
     "ić ović ec ina anić ačić ek in ković ičić",
     "Ivan Marko Josip Tomislav Krešimir Hrvoje Ante Šime Željko",
     "Ana Marija Ivana Katarina Željka Snježana Jasna Dubravka",
     "Zagreb/Agram Split Rijeka Osijek Zadar Šibenik/Sibenik"},
    {"439",
     16,
     Gruppe::asyl,
     Schrift::arabisch,
     {25, 65, 10},
     "Ahmadi Hosseini Mohammadi Karimi Rezaei Moradi Jafari Sadeghi",
     "",
     "Akbar Bagher Dehgh Esfand Farah Ghas Hesh Kaz Khosr Mahm Nour Pouy Ranj Sal Tabat Vaz Yazd Zand Mous "
     "Shar Tehr Rostam",
     "a o i ou am ar al en",
     "i zadeh pour nejad ian fard far abadi nia khah tabar vand",
     iran_m,
     iran_w,
     "Teheran/Tehran Maschhad/Mashhad Isfahan/Esfahan Schiras/Shiraz Täbris/Tabriz Ahwas/Ahvaz Ghom/Qom"},
    {"432",
     14,
     Gruppe::drittstaat,
     Schrift::lateinisch,
     {40, 50, 10},
     "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý",
     "",
     "Nguyễn_ Trần_ Lê_ Phạm_ Hoàng_ Phan_ Vũ_ Đặng_ Bùi_ Đỗ_ Hồ_ Ngô_ Lương_ Trịnh_ Đoàn_ Quách_ Châu_ Tạ_ "
     "Mạc_ Cao_",
     "",
     "Đình Văn Hữu Công Bá Xuân Thế Quang Duy Trọng Khắc Viết Minh Phúc",
     "Minh_Đức Văn_Hùng Quốc_Anh Thanh_Tùng Đức_Thắng Hữu_Phước Tuấn_Kiệt Ngọc_Sơn Trường_Giang Xuân_Bắc",
     "Thị_Hương Thị_Lan Thị_Thu_Hà Ngọc_Ánh Thị_Phượng Mỹ_Duyên Thị_Tuyết Kim_Chi Thị_Mừng Hồng_Nhung",
     "Hanoi/Hà_Nội Ho-Chi-Minh-Stadt/Saigon Hải_Phòng/Haiphong Huế/Hue Nghệ_An/Nghe_An Đà_Nẵng/Da_Nang"},
    {"224",
     10,
     Gruppe::asyl,
     Schrift::geez,
     {8, 84, 8},
     "Tesfay Tekle Haile Gebremedhin Kidane Berhane Weldu Mebrahtu Habte",
     "",
     "Haile Gebre Tesfa Kidane Welde Habte Berhane Mebra Tekle Yohan Amanu Zere Fesse Ghirma Negas Solo "
     "Teame Abra",
     "",
     "michael mariam kristos selassie ab alem haymanot tsadik medhin giorgis rom egzi tinsae ghebriel",
     "Robel Yonas Tesfay Mehari Filmon Kidane Samuel Biniam Tsegay Henok Amanuel Yemane",
     "Selam Rahel Feven Helen Senait Mihret Tsega Yordanos Bsrat Luwam Almaz",
     "Asmara Keren/Cheren Mendefera Dekemhare Senafe Adi_Keyh Massawa/Mitsiwa"},
    {"232",
     6,
     Gruppe::asyl,
     Schrift::lateinisch,
     {30, 65, 5},
     "Okafor Eze Adeyemi Okoro Balogun Musa Nwosu Osagie",
     "",
     "Olu Ade Chi Oko Ogu Nwa Aki Ayo Baba Eme Ife Oba Osa Uche Udo Ego Iwu Obi Oye Omo",
     "fe ke lo ma ne du wa bi so ro",
     "chukwu kemi wale yemi bayo ndu gbe mola dele zie tunde niyi",
     "Emeka Chinedu Olumide Ibrahim Osaze Tunde Ikenna Sunday",
     "Blessing Ngozi Chioma Folake Amarachi Esosa Patience Titilayo",
     "Lagos Benin_City/Benin-Stadt Abuja Enugu Kano Ibadan"},
};

std::vector<std::string> worte(std::string_view text) {
    std::vector<std::string> liste;
    if (text.empty()) return liste;
    for (const std::string_view wort : base::split(text, ' ')) {
        liste.emplace_back(wort);
        std::replace(liste.back().begin(), liste.back().end(), '_', ' ');
    }
    return liste;
}

}  // namespace

std::vector<Herkunft> lade_herkuenfte() {
    std::vector<Herkunft> liste;
    for (const Rohform& roh : rohformen) {
        Herkunft& h = liste.emplace_back();
        h.staat = roh.staat;
        h.gewicht = roh.gewicht;
        h.gruppe = roh.gruppe;
        h.schrift = roh.schrift;
        h.zeiten = roh.zeiten;
        h.haeufig = worte(roh.haeufig);
        h.vorsatz = worte(roh.vorsatz);
        h.anfang = worte(roh.anfang);
        h.mitte = worte(roh.mitte);
        for (const std::string& wort : worte(roh.endung)) {
            const std::size_t trenner = wort.find('/');
            h.endung.emplace_back(wort.substr(0, trenner),
                                  trenner == wort.npos ? wort : wort.substr(trenner + 1));
        }
        h.maennlich = worte(roh.maennlich);
        h.weiblich = worte(roh.weiblich);
        h.orte = worte(roh.orte);
    }
    return liste;
}

}  // namespace abgleich::muster
