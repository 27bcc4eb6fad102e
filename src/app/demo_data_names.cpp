#include "app/demo_data_names.h"

namespace pb::app {
namespace {

constexpr LocalisedName kOrganisation{"Світанок Трейд", "Рассвет Трейд", "Svitanok Trade"};

constexpr DemoOfficeName kOffices[] = {
    {{"Київ Центр", "Киев Центр", "Kyiv Centre"}, ""},
    {{"Київ Лівобережжя", "Киев Левобережье", "Kyiv Left Bank"}, ""},
    {{"Львів", "Львов", "Lviv"}, ""},
    {{"Одеса", "Одесса", "Odesa"}, ""},
    {{"Харків", "Харьков", "Kharkiv"}, ""},
    {{"Дніпро", "Днепр", "Dnipro"}, ""},
    {{"Запоріжжя", "Запорожье", "Zaporizhzhia"}, ""},
    {{"Вінниця", "Винница", "Vinnytsia"}, ""},
    {{"Полтава", "Полтава", "Poltava"}, ""},
    {{"Чернівці", "Черновцы", "Chernivtsi"}, ""},
    {{"Ужгород", "Ужгород", "Uzhhorod"}, ""},
    {{"Варшава", "Варшава", "Warsaw"}, "Europe/Warsaw"},
};

constexpr LocalisedName kGeos[] = {
    {"Київ", "Киев", "Kyiv"},
    {"Бровари", "Бровары", "Brovary"},
    {"Бориспіль", "Борисполь", "Boryspil"},
    {"Біла Церква", "Белая Церковь", "Bila Tserkva"},
    {"Житомир", "Житомир", "Zhytomyr"},
    {"Чернігів", "Чернигов", "Chernihiv"},
    {"Черкаси", "Черкассы", "Cherkasy"},
    {"Умань", "Умань", "Uman"},
    {"Львів", "Львов", "Lviv"},
    {"Дрогобич", "Дрогобыч", "Drohobych"},
    {"Стрий", "Стрый", "Stryi"},
    {"Тернопіль", "Тернополь", "Ternopil"},
    {"Рівне", "Ровно", "Rivne"},
    {"Луцьк", "Луцк", "Lutsk"},
    {"Івано-Франківськ", "Ивано-Франковск", "Ivano-Frankivsk"},
    {"Коломия", "Коломыя", "Kolomyia"},
    {"Чернівці", "Черновцы", "Chernivtsi"},
    {"Ужгород", "Ужгород", "Uzhhorod"},
    {"Мукачево", "Мукачево", "Mukachevo"},
    {"Хмельницький", "Хмельницкий", "Khmelnytskyi"},
    {"Кам'янець-Подільський", "Каменец-Подольский", "Kamianets-Podilskyi"},
    {"Вінниця", "Винница", "Vinnytsia"},
    {"Кропивницький", "Кропивницкий", "Kropyvnytskyi"},
    {"Одеса", "Одесса", "Odesa"},
    {"Чорноморськ", "Черноморск", "Chornomorsk"},
    {"Ізмаїл", "Измаил", "Izmail"},
    {"Миколаїв", "Николаев", "Mykolaiv"},
    {"Херсон", "Херсон", "Kherson"},
    {"Харків", "Харьков", "Kharkiv"},
    {"Суми", "Сумы", "Sumy"},
    {"Полтава", "Полтава", "Poltava"},
    {"Кременчук", "Кременчуг", "Kremenchuk"},
    {"Дніпро", "Днепр", "Dnipro"},
    {"Кам'янське", "Каменское", "Kamianske"},
    {"Кривий Ріг", "Кривой Рог", "Kryvyi Rih"},
    {"Павлоград", "Павлоград", "Pavlohrad"},
    {"Запоріжжя", "Запорожье", "Zaporizhzhia"},
    {"Нікополь", "Никополь", "Nikopol"},
    {"Варшава", "Варшава", "Warsaw"},
    {"Краків", "Краков", "Krakow"},
};

constexpr LocalisedName kFirstNames[] = {
    {"Олена", "Елена", "Olena"},
    {"Андрій", "Андрей", "Andrii"},
    {"Ірина", "Ирина", "Iryna"},
    {"Сергій", "Сергей", "Serhii"},
    {"Наталія", "Наталья", "Nataliia"},
    {"Олександр", "Александр", "Oleksandr"},
    {"Тетяна", "Татьяна", "Tetiana"},
    {"Дмитро", "Дмитрий", "Dmytro"},
    {"Оксана", "Оксана", "Oksana"},
    {"Михайло", "Михаил", "Mykhailo"},
    {"Юлія", "Юлия", "Yuliia"},
    {"Володимир", "Владимир", "Volodymyr"},
    {"Марія", "Мария", "Mariia"},
    {"Тарас", "Тарас", "Taras"},
    {"Катерина", "Екатерина", "Kateryna"},
    {"Богдан", "Богдан", "Bohdan"},
    {"Софія", "София", "Sofiia"},
    {"Ярослав", "Ярослав", "Yaroslav"},
    {"Вікторія", "Виктория", "Viktoriia"},
    {"Назар", "Назар", "Nazar"},
    {"Людмила", "Людмила", "Liudmyla"},
    {"Роман", "Роман", "Roman"},
    {"Анна", "Анна", "Anna"},
    {"Максим", "Максим", "Maksym"},
    {"Світлана", "Светлана", "Svitlana"},
    {"Ігор", "Игорь", "Ihor"},
    {"Дарина", "Дарина", "Daryna"},
    {"Павло", "Павел", "Pavlo"},
    {"Христина", "Кристина", "Khrystyna"},
    {"Остап", "Остап", "Ostap"},
    {"Лариса", "Лариса", "Larysa"},
    {"Юрій", "Юрий", "Yurii"},
};

constexpr LocalisedName kSurnames[] = {
    {"Шевченко", "Шевченко", "Shevchenko"},
    {"Мельник", "Мельник", "Melnyk"},
    {"Бондаренко", "Бондаренко", "Bondarenko"},
    {"Кравчук", "Кравчук", "Kravchuk"},
    {"Ткаченко", "Ткаченко", "Tkachenko"},
    {"Коваль", "Коваль", "Koval"},
    {"Олійник", "Олейник", "Oliinyk"},
    {"Лисенко", "Лысенко", "Lysenko"},
    {"Поліщук", "Полищук", "Polishchuk"},
    {"Марченко", "Марченко", "Marchenko"},
    {"Савчук", "Савчук", "Savchuk"},
    {"Руденко", "Руденко", "Rudenko"},
    {"Гончар", "Гончар", "Honchar"},
    {"Петренко", "Петренко", "Petrenko"},
    {"Клименко", "Клименко", "Klymenko"},
    {"Мороз", "Мороз", "Moroz"},
    {"Павленко", "Павленко", "Pavlenko"},
    {"Назаренко", "Назаренко", "Nazarenko"},
    {"Гайдук", "Гайдук", "Haiduk"},
    {"Левченко", "Левченко", "Levchenko"},
    {"Панчук", "Панчук", "Panchuk"},
    {"Швець", "Швец", "Shvets"},
    {"Захарченко", "Захарченко", "Zakharchenko"},
    {"Гриценко", "Гриценко", "Hrytsenko"},
    {"Костюк", "Костюк", "Kostiuk"},
    {"Литвин", "Литвин", "Lytvyn"},
    {"Яременко", "Яременко", "Yaremenko"},
    {"Вдовиченко", "Вдовиченко", "Vdovychenko"},
    {"Дячук", "Дячук", "Diachuk"},
    {"Соломаха", "Соломаха", "Solomakha"},
    {"Остапчук", "Остапчук", "Ostapchuk"},
    {"Зінченко", "Зинченко", "Zinchenko"},
    {"Кучер", "Кучер", "Kucher"},
    {"Тимошенко", "Тимошенко", "Tymoshenko"},
    {"Степаненко", "Степаненко", "Stepanenko"},
};

constexpr LocalisedName kGroup{"Світанок: керівники", "Рассвет: руководители", "Svitanok: management"};
constexpr LocalisedName kTopics[] = {{"Дайджест", "Дайджест", "Digest"}, {"Розмови", "Разговоры", "Talk"}};

constexpr LocalisedName kReasons[] = {
    {"Клієнт підтвердив більше замовлення", "Клиент подтвердил больший заказ",
     "The customer confirmed a larger order"},
    {"Постачання перенесли на наступний тиждень", "Поставку перенесли на следующую неделю",
     "The delivery was moved to next week"},
    {"Помилка при введенні: зайва цифра", "Ошибка при вводе: лишняя цифра",
     "Typing mistake: one digit too many"},
    {"Повернення товару", "Возврат товара", "Goods were returned"},
    {"Акція закінчилася раніше", "Акция закончилась раньше", "The promotion ended early"},
    {"Не врахували оптового покупця", "Не учли оптового покупателя", "A wholesale buyer was left out"},
};

}  // namespace

auto LocalisedName::in(std::string_view language) const -> std::string_view {
  if (language == "ru") return ru;
  if (language == "en") return en;
  return uk;
}

auto demo_organisation_name() -> LocalisedName {
  return kOrganisation;
}
auto demo_office_names() -> std::span<DemoOfficeName const> {
  return kOffices;
}
auto demo_geo_names() -> std::span<LocalisedName const> {
  return kGeos;
}
auto demo_group_name() -> LocalisedName {
  return kGroup;
}
auto demo_topic_names() -> std::span<LocalisedName const> {
  return kTopics;
}
auto demo_reasons() -> std::span<LocalisedName const> {
  return kReasons;
}

// The two lists have no common divisor, so that walking both in step meets every pair before one comes again.
auto demo_person_name(std::size_t index, std::string_view language) -> std::string {
  auto const& first = kFirstNames[index % std::size(kFirstNames)];
  auto const& last = kSurnames[index % std::size(kSurnames)];
  return std::string(first.in(language)) + " " + std::string(last.in(language));
}

}  // namespace pb::app
