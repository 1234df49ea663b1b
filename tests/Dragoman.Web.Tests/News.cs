using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Tests;

namespace Dragoman.Web.Tests;

/// <summary>Documents in our own words about acts on public record, coded by hand: what the pages are shown with.</summary>
internal static class News
{
    public static IReadOnlyList<StoredDocument> All { get; } =
        [Venezuela(), Expulsions(), Singapore(), Vienna(), Qatar(), Chile(), Sudan(), Grain(), Colombia(), Myanmar(), Quake(), Hostile()];

    public static StoredDocument Reprint => All[0];

    /// <summary>What stands in the hostile document where a script would run if any page let it.</summary>
    public const string Script = "<script>document.title='owned'</script>";

    // Written once and copied for each test that wants a store of its own.
    private static readonly Lazy<byte[]> Written = new(() =>
    {
        using var folder = new TemporaryFolder();
        using (var store = EventStore.Open(folder.File("news.db"))) store.Add(All, CancellationToken.None);
        return File.ReadAllBytes(folder.File("news.db"));
    });

    /// <summary>A store of its own with all the news, in a folder; the caller closes it.</summary>
    public static EventStore OpenStore(TemporaryFolder folder)
    {
        File.WriteAllBytes(folder.File("news.db"), Written.Value);
        return EventStore.Open(folder.File("news.db"));
    }

    private static Place City(string name, string country) => new() { Name = name, Country = country, Precision = "city" };

    private static Place Country(string name, string country) => new() { Name = name, Country = country, Precision = "country" };

    private static StoredDocument Venezuela() =>
        new NewsBuilder("Washington condemns Russian troops in Venezuela", "Harbour Daily", "2019-03-30", "https://news.example/world/venezuela-troops")
        {
            Origin = new Origin("Radio Free Europe/Radio Liberty", "with permission", "This report was first published by Radio Free Europe/Radio Liberty and appears here with permission."),
        }
        .Block(PartKind.Promotion, "Follow our channel and never miss a story!")
        .Headline()
        .Block(PartKind.Byline, "By the foreign desk")
        .Block(PartKind.Caption, "A transport plane on the apron of the airport near Caracas, 24 March 2019.", "2019-03-24")
        .Block(PartKind.Credit, "(Picture: agency)")
        .Block(PartKind.Syndication, "This report was first published by Radio Free Europe/Radio Liberty and appears here with permission.")
        .Body("Washington has condemned Russia’s dispatch of soldiers to Venezuela, and senior officials said that their presence unsettles a country that is in a deep crisis already.")
        .Body("In a statement on March 29, U.S. national security adviser John Bolton warned powers from outside the hemisphere against sending forces to Venezuela. The White House released his words in the evening.")
        .Body("The U.S. special envoy for Venezuela, Elliott Abrams, told reporters that about 100 Russian military personnel are in the country. He called their presence “extremely pernicious”. Abrams said the Russians mostly repair S-300 air defense systems, which may have suffered in the recent power cuts.")
        .Body("Moscow rejected the criticism and said that its specialists are there under an agreement of 2001. Sanctions against Moscow are possible, Abrams said.")
        .Mention("m1", "Washington", MentionKind.Organization, "USAGOV", "United States", occurrence: 2)
        .Mention("m2", "Russia’s", MentionKind.Organization, "RUS", "Russia")
        .Mention("m3", "Venezuela", MentionKind.Place, null, "Venezuela", place: Country("Venezuela", "VEN"), occurrence: 2)
        .Mention("m4", "John Bolton", MentionKind.Person, "USAGOV", "John Bolton", "national security adviser")
        .Mention("m5", "The White House", MentionKind.Organization, "USAGOV", "United States", corefers: "m1")
        .Mention("m6", "Elliott Abrams", MentionKind.Person, "USAGOV", "Elliott Abrams", "special envoy for Venezuela")
        .Mention("m7", "Abrams", MentionKind.Person, "USAGOV", "Elliott Abrams", "special envoy for Venezuela", "m6", occurrence: 2)
        .Mention("m8", "Moscow", MentionKind.Organization, "RUSGOV", "Russia")
        .Mention("m9", "S-300 air defense systems", MentionKind.Equipment)
        .Mention("m10", "powers from outside the hemisphere", MentionKind.Group)
        .Time("March 29", "2019-03-29")
        .Time("in the evening", "2019-03-29TEV", TimeType.Time)
        .Time("2001", "2001")
        .Quantity("about 100 Russian military personnel", 100, "military personnel", approximate: true)
        .Statement("their presence unsettles a country that is in a deep crisis already", StatementKind.Indirect, null, "said")
        .Statement("about 100 Russian military personnel are in the country", StatementKind.Indirect, "Elliott Abrams", "told reporters", "reporters")
        .Statement("“extremely pernicious”", StatementKind.Direct, "Elliott Abrams", "called")
        .Statement("the Russians mostly repair S-300 air defense systems, which may have suffered in the recent power cuts", StatementKind.Indirect, "Elliott Abrams", "Abrams said")
        .Statement("its specialists are there under an agreement of 2001", StatementKind.Indirect, "Moscow", "said that its")
        .Statement("Sanctions against Moscow are possible", StatementKind.Indirect, "Elliott Abrams", "Abrams said.")
        .Event(EventType.Accuse, "disapprove", "111", -2, "Washington has condemned Russia’s dispatch of soldiers to Venezuela", "condemned", "Washington", "Russia’s", confidence: .86, contexts: ["military"])
        .Event(EventType.Mobilize, "troops", "154", -7.2, "Russia’s dispatch of soldiers to Venezuela", "dispatch", "Russia’s", null, "2019-03", DatePrecision.Month, place: Country("Venezuela", "VEN"), confidence: .64, contexts: ["military"])
        .Event(EventType.Threaten, null, "130", -4.4, "U.S. national security adviser John Bolton warned powers from outside the hemisphere against sending forces to Venezuela", "warned", "John Bolton", "powers from outside the hemisphere", "2019-03-29", from: DateOrigin.Time(0), confidence: .78)
        .Event(EventType.Accuse, "disapprove", "111", -2, "He called their presence “extremely pernicious”", "called their presence “extremely pernicious”", "Elliott Abrams", "Russia’s", assertedBy: "s3", confidence: .55)
        .Event(EventType.Reject, null, "120", -4, "Moscow rejected the criticism", "rejected", "Moscow", "Washington", confidence: .72)
        .Event(EventType.Threaten, "restrict", "1312", -5.8, "Sanctions against Moscow are possible", "Sanctions", "Elliott Abrams", "Moscow", factuality: Factuality.Possible, assertedBy: "s6", confidence: .41, contexts: ["economic"])
        .Build();

    private static StoredDocument Expulsions() =>
        new NewsBuilder("Allies send Russian diplomats home after Salisbury", "The Northern Courier", "2018-03-26", "https://courier.example/2018/03/26/expulsions")
        .Headline()
        .Body("LONDON — The United States on Monday ordered 60 Russian diplomats to leave and closed the consulate in Seattle. Germany, France and Poland expelled four each.")
        .Body("The Kremlin said it would answer in kind. Prime Minister Theresa May thanked the allies for the largest collective expulsion of Russian officers in history.")
        .Mention("m1", "The United States", MentionKind.Organization, "USA", "United States")
        .Mention("m2", "Russian diplomats", MentionKind.Group, "RUSGOV", "Russian diplomats")
        .Mention("m3", "Germany", MentionKind.Organization, "DEU", "Germany")
        .Mention("m4", "France", MentionKind.Organization, "FRA", "France")
        .Mention("m5", "Poland", MentionKind.Organization, "POL", "Poland")
        .Mention("m6", "The Kremlin", MentionKind.Organization, "RUSGOV", "Russia")
        .Mention("m7", "Theresa May", MentionKind.Person, "GBRGOV", "Theresa May", "prime minister")
        .Mention("m8", "the allies", MentionKind.Group)
        .Time("on Monday", "2018-03-26")
        .Quantity("60 Russian diplomats", 60, "diplomats")
        .Statement("it would answer in kind", StatementKind.Indirect, "The Kremlin", "said")
        .Event(EventType.Sanction, "expel", "161", -4, "The United States on Monday ordered 60 Russian diplomats to leave", "ordered 60 Russian diplomats to leave", "The United States", "Russian diplomats", from: DateOrigin.Time(0), confidence: .81, contexts: ["diplomatic", "intelligence"])
        .Event(EventType.Sanction, "expel", "161", -4, "Germany, France and Poland expelled four each", "expelled", "Germany", "Russian diplomats", confidence: .7)
        .Event(EventType.Sanction, "expel", "161", -4, "Germany, France and Poland expelled four each", "expelled", "France", "Russian diplomats", confidence: .7)
        .Event(EventType.Sanction, "expel", "161", -4, "Germany, France and Poland expelled four each", "expelled", "Poland", "Russian diplomats", confidence: .7)
        .Event(EventType.Threaten, "expel", "136", -7, "The Kremlin said it would answer in kind", "would answer in kind", "The Kremlin", null, factuality: Factuality.Threatened, assertedBy: "s1", confidence: .52)
        .Event(EventType.Support, null, "051", 3.4, "Prime Minister Theresa May thanked the allies", "thanked", "Theresa May", "the allies", confidence: .74)
        .Build();

    private static StoredDocument Singapore() =>
        new NewsBuilder("Trump and Kim meet in Singapore", "Strait Weekly Digest", "2018-06-12", "https://digest.example/summit")
        .Headline()
        .Body("U.S. President Donald Trump and North Korean leader Kim Jong Un met on the island of Sentosa on Tuesday, the first meeting of sitting leaders of the two states.")
        .Body("Kim committed himself to the complete denuclearization of the Korean Peninsula, according to the joint text. Trump announced that the United States will suspend military exercises with South Korea.")
        .Mention("m1", "Donald Trump", MentionKind.Person, "USAGOV", "Donald Trump", "president")
        .Mention("m2", "Kim Jong Un", MentionKind.Person, "PRKGOV", "Kim Jong Un", "leader")
        .Mention("m3", "Kim", MentionKind.Person, "PRKGOV", "Kim Jong Un", corefers: "m2", occurrence: 3)
        .Mention("m4", "South Korea", MentionKind.Organization, "KOR", "South Korea")
        .Time("on Tuesday", "2018-06-12")
        .Statement("Kim committed himself to the complete denuclearization of the Korean Peninsula", StatementKind.Indirect, null, "according to the joint text")
        .Event(EventType.Consult, "third-party", "044", 2.5, "U.S. President Donald Trump and North Korean leader Kim Jong Un met on the island of Sentosa on Tuesday", "met", "Donald Trump", "Kim Jong Un", from: DateOrigin.Time(0), place: City("Singapore", "SGP"), confidence: .9, contexts: ["wmd", "diplomatic"])
        .Event(EventType.Consult, "third-party", "044", 2.5, "U.S. President Donald Trump and North Korean leader Kim Jong Un met on the island of Sentosa on Tuesday", "met", "Kim Jong Un", "Donald Trump", from: DateOrigin.Time(0), place: City("Singapore", "SGP"), confidence: .9, contexts: ["wmd", "diplomatic"])
        .Event(EventType.Concede, null, "0356", 7, "Kim committed himself to the complete denuclearization of the Korean Peninsula", "committed himself", "Kim Jong Un", null, assertedBy: "s1", confidence: .6, contexts: ["wmd"])
        .Event(EventType.Concede, null, "0356", 7, "the United States will suspend military exercises with South Korea", "suspend", "Donald Trump", "South Korea", factuality: Factuality.Planned, confidence: .57, contexts: ["military"])
        .Build();

    private static StoredDocument Vienna() =>
        new NewsBuilder("Iran and six powers reach nuclear deal", "Danube Report", "2015-07-14", "https://danube.example/deal")
        .Headline()
        .Body("VIENNA — Iran and six world powers reached an agreement on Tuesday that limits the Iranian nuclear programme and lifts sanctions step by step.")
        .Body("Israeli Prime Minister Benjamin Netanyahu called the accord a historic mistake. The European Union welcomed it.")
        .Mention("m1", "Iran", MentionKind.Organization, "IRN", "Iran")
        .Mention("m2", "six world powers", MentionKind.Group)
        .Mention("m3", "Benjamin Netanyahu", MentionKind.Person, "ISRGOV", "Benjamin Netanyahu", "prime minister")
        .Mention("m4", "The European Union", MentionKind.Organization, "EUR", "European Union")
        .Time("on Tuesday", "2015-07-14")
        .Quantity("six world powers", 6, "powers")
        .Event(EventType.Agree, null, "030", 4, "Iran and six world powers reached an agreement on Tuesday", "reached an agreement", "Iran", "six world powers", from: DateOrigin.Time(0), place: City("Vienna", "AUT"), confidence: .83, contexts: ["wmd", "economic"])
        .Event(EventType.Accuse, "disapprove", "111", -2, "Israeli Prime Minister Benjamin Netanyahu called the accord a historic mistake", "called the accord a historic mistake", "Benjamin Netanyahu", "Iran", confidence: .66)
        .Event(EventType.Support, null, "051", 3.4, "The European Union welcomed it", "welcomed", "The European Union", "Iran", confidence: .69)
        .Build();

    private static StoredDocument Qatar() =>
        new NewsBuilder("Four Arab states cut ties with Qatar", "Gulf Ledger", "2017-06-05", "https://ledger.example/qatar")
        .Headline()
        .Body("Saudi Arabia, Egypt, Bahrain and the United Arab Emirates cut diplomatic ties with Qatar on Monday and closed their airspace to its planes. They accuse Doha of backing extremists.")
        .Body("Qatar denied that it supports armed groups and said the measures have no ground in law.")
        .Mention("m1", "Saudi Arabia", MentionKind.Organization, "SAU", "Saudi Arabia")
        .Mention("m2", "Egypt", MentionKind.Organization, "EGY", "Egypt")
        .Mention("m3", "Qatar", MentionKind.Organization, "QAT", "Qatar", occurrence: 2)
        .Mention("m4", "Doha", MentionKind.Organization, "QATGOV", "Qatar")
        .Time("on Monday", "2017-06-05")
        .Statement("the measures have no ground in law", StatementKind.Indirect, "Qatar", "said the measures")
        .Event(EventType.Sanction, "discontinue", "164", -7, "Saudi Arabia, Egypt, Bahrain and the United Arab Emirates cut diplomatic ties with Qatar on Monday", "cut diplomatic ties", "Saudi Arabia", "Qatar", from: DateOrigin.Time(0), confidence: .88, contexts: ["diplomatic"])
        .Event(EventType.Sanction, "discontinue", "164", -7, "Saudi Arabia, Egypt, Bahrain and the United Arab Emirates cut diplomatic ties with Qatar on Monday", "cut diplomatic ties", "Egypt", "Qatar", from: DateOrigin.Time(0), confidence: .88, contexts: ["diplomatic"])
        .Event(EventType.Accuse, "allege", "112", -2, "They accuse Doha of backing extremists", "accuse", "Saudi Arabia", "Doha", confidence: .6, contexts: ["terrorism"])
        .Event(EventType.Aid, null, "072", 8.3, "Qatar denied that it supports armed groups", "supports", "Qatar", null, factuality: Factuality.Denied, confidence: .35)
        .Build();

    private static StoredDocument Chile() =>
        new NewsBuilder("Santiago under emergency after fare protests", "El Faro Austral", "2019-10-19", "https://austral.example/santiago")
        .Headline()
        .Body("SANTIAGO — President Sebastián Piñera declared a state of emergency early on Saturday after students had blocked metro stations over a higher fare. Soldiers patrolled the centre of the city.")
        .Body("Police detained 308 people, the interior ministry said. Later in the day Piñera suspended the increase.")
        .Mention("m1", "Sebastián Piñera", MentionKind.Person, "CHLGOV", "Sebastián Piñera", "president")
        .Mention("m2", "students", MentionKind.Group, "CHLEDU", "students")
        .Mention("m3", "Soldiers", MentionKind.Group, "CHLMIL", "Chilean soldiers")
        .Mention("m4", "Police", MentionKind.Organization, "CHLCOP", "Chilean police")
        .Mention("m5", "the interior ministry", MentionKind.Organization, "CHLGOV", "Ministry of the Interior")
        .Time("early on Saturday", "2019-10-19")
        .Quantity("308 people", 308, "people")
        .Statement("Police detained 308 people", StatementKind.Indirect, "the interior ministry", "ministry said")
        .Event(EventType.Coerce, "martial-law", "1724", -7, "President Sebastián Piñera declared a state of emergency early on Saturday", "declared a state of emergency", "Sebastián Piñera", "students", from: DateOrigin.Time(0), place: City("Santiago", "CHL"), confidence: .77)
        .Event(EventType.Protest, "obstruct", "144", -6.5, "students had blocked metro stations over a higher fare", "blocked", "students", "Sebastián Piñera", "2019-10-18", place: City("Santiago", "CHL"), confidence: .8, contexts: ["economic"])
        .Event(EventType.Mobilize, "troops", "154", -7.2, "Soldiers patrolled the centre of the city", "patrolled", "Soldiers", null, place: City("Santiago", "CHL"), factuality: Factuality.Ongoing, confidence: .7)
        .Event(EventType.Coerce, "arrest", "173", -5, "Police detained 308 people", "detained", "Police", "students", assertedBy: "s1", place: City("Santiago", "CHL"), magnitude: new Magnitude(null, null, new Amount(308, 308, 308), null), confidence: .75)
        .Event(EventType.Concede, null, "081", 5, "Later in the day Piñera suspended the increase", "suspended", "Sebastián Piñera", "students", confidence: .63, contexts: ["economic"])
        .Build();

    private static StoredDocument Sudan() =>
        new NewsBuilder("Fighting erupts in Khartoum between army and paramilitaries", "Nile Observer", "2023-04-16", "https://nile.example/khartoum")
        .Headline()
        .Body("KHARTOUM — Clashes between the Sudanese army and the Rapid Support Forces spread through the capital on Saturday. At least 56 civilians were killed, a doctors’ committee said.")
        .Body("Fighter jets struck bases of the paramilitaries. The United Nations called on both sides to stop the fighting at once.")
        .Mention("m1", "the Sudanese army", MentionKind.Organization, "SDNMIL", "Sudanese Armed Forces")
        .Mention("m2", "the Rapid Support Forces", MentionKind.Organization, "SDNPRM", "Rapid Support Forces")
        .Mention("m3", "The United Nations", MentionKind.Organization, "UNO", "United Nations")
        .Mention("m4", "Fighter jets", MentionKind.Equipment, "SDNMIL", "Sudanese Air Force")
        .Mention("m5", "a doctors’ committee", MentionKind.Organization, "SDNMED", "doctors’ committee")
        .Time("on Saturday", "2023-04-15")
        .Quantity("At least 56 civilians", null, "civilians", low: 56)
        .Statement("At least 56 civilians were killed", StatementKind.Indirect, "a doctors’ committee", "committee said")
        .Event(EventType.Assault, "firearms", "193", -9, "Clashes between the Sudanese army and the Rapid Support Forces spread through the capital on Saturday", "Clashes", "the Sudanese army", "the Rapid Support Forces", "2023-04-15", from: DateOrigin.Time(0), place: City("Khartoum", "SDN"), confidence: .85, contexts: ["military"])
        .Event(EventType.Assault, "firearms", "193", -9, "Clashes between the Sudanese army and the Rapid Support Forces spread through the capital on Saturday", "Clashes", "the Rapid Support Forces", "the Sudanese army", "2023-04-15", from: DateOrigin.Time(0), place: City("Khartoum", "SDN"), confidence: .85, contexts: ["military"])
        .Event(EventType.Assault, "aerial", "195", -10, "Fighter jets struck bases of the paramilitaries", "struck", "Fighter jets", "the Rapid Support Forces", place: City("Khartoum", "SDN"), confidence: .79)
        .Event(EventType.Request, "yield", "105", -5, "The United Nations called on both sides to stop the fighting at once", "called on", "The United Nations", "the Sudanese army", confidence: .68)
        .Build();

    private static StoredDocument Grain() =>
        new NewsBuilder("Grain may leave Ukrainian ports again", "Bosphorus Wire", "2022-07-22", "https://bosphorus.example/grain")
        .Headline()
        .Body("ISTANBUL — Ukraine and Russia signed separate agreements with Turkey and the United Nations on Friday that let grain ships leave three Black Sea ports.")
        .Body("Turkish President Recep Tayyip Erdoğan hosted the ceremony. If ships are attacked the deal is dead, an adviser to the Ukrainian presidency warned.")
        .Mention("m1", "Ukraine", MentionKind.Organization, "UKR", "Ukraine")
        .Mention("m2", "Russia", MentionKind.Organization, "RUS", "Russia")
        .Mention("m3", "Turkey", MentionKind.Organization, "TUR", "Türkiye")
        .Mention("m4", "the United Nations", MentionKind.Organization, "UNO", "United Nations")
        .Mention("m5", "Recep Tayyip Erdoğan", MentionKind.Person, "TURGOV", "Recep Tayyip Erdoğan", "president")
        .Mention("m6", "an adviser to the Ukrainian presidency", MentionKind.Person, "UKRGOV", "adviser to the presidency")
        .Time("on Friday", "2022-07-22")
        .Quantity("three Black Sea ports", 3, "ports")
        .Statement("If ships are attacked the deal is dead", StatementKind.Indirect, "an adviser to the Ukrainian presidency", "warned")
        .Event(EventType.Support, null, "057", 8, "Ukraine and Russia signed separate agreements with Turkey and the United Nations on Friday", "signed", "Ukraine", "Turkey", from: DateOrigin.Time(0), place: City("Istanbul", "TUR"), confidence: .82, contexts: ["economic"])
        .Event(EventType.Support, null, "057", 8, "Ukraine and Russia signed separate agreements with Turkey and the United Nations on Friday", "signed", "Russia", "Turkey", from: DateOrigin.Time(0), place: City("Istanbul", "TUR"), confidence: .82, contexts: ["economic"])
        .Event(EventType.Consult, "visit", "043", 2.8, "Turkish President Recep Tayyip Erdoğan hosted the ceremony", "hosted", "Recep Tayyip Erdoğan", "Ukraine", place: City("Istanbul", "TUR"), confidence: .58)
        .Event(EventType.Reject, null, "120", -4, "If ships are attacked the deal is dead", "the deal is dead", "an adviser to the Ukrainian presidency", "Russia", factuality: Factuality.Hypothetical, assertedBy: "s1", confidence: .33)
        .Build();

    private static StoredDocument Colombia() =>
        new NewsBuilder("FARC hands its last rifles to the United Nations", "Diario del Valle", "2017-06-27", "https://valle.example/farc")
        .Headline()
        .Body("MESETAS — Colombia’s FARC rebels have given up the last of their registered rifles, the United Nations mission said on Tuesday. President Juan Manuel Santos praised the step at a ceremony in Mesetas.")
        .Mention("m1", "FARC rebels", MentionKind.Group, "COLREB", "FARC")
        .Mention("m2", "the United Nations mission", MentionKind.Organization, "UNO", "United Nations Mission in Colombia")
        .Mention("m3", "Juan Manuel Santos", MentionKind.Person, "COLGOV", "Juan Manuel Santos", "president")
        .Time("on Tuesday", "2017-06-27")
        .Statement("Colombia’s FARC rebels have given up the last of their registered rifles", StatementKind.Indirect, "the United Nations mission", "said")
        .Event(EventType.Retreat, "disarm", "0873", 9, "Colombia’s FARC rebels have given up the last of their registered rifles", "given up", "FARC rebels", null, assertedBy: "s1", place: City("Mesetas", "COL"), confidence: .84, contexts: ["military"])
        .Event(EventType.Support, null, "051", 3.4, "President Juan Manuel Santos praised the step at a ceremony in Mesetas", "praised", "Juan Manuel Santos", "FARC rebels", place: City("Mesetas", "COL"), confidence: .71)
        .Build();

    private static StoredDocument Myanmar() =>
        new NewsBuilder("Army seizes power in Myanmar and detains leaders", "Mekong Post", "2021-02-01", "https://mekong.example/coup")
        .Headline()
        .Body("Myanmar’s military detained Aung San Suu Kyi and other leaders of the ruling party before dawn on Monday and declared an emergency for one year.")
        .Body("The United States demanded the release of those held and said it will act against those responsible.")
        .Mention("m1", "Myanmar’s military", MentionKind.Organization, "MMRMIL", "Tatmadaw")
        .Mention("m2", "Aung San Suu Kyi", MentionKind.Person, "MMRGOV", "Aung San Suu Kyi", "state counsellor")
        .Mention("m3", "The United States", MentionKind.Organization, "USA", "United States")
        .Time("before dawn on Monday", "2021-02-01TEM", TimeType.Time)
        .Time("one year", "P1Y", TimeType.Duration)
        .Statement("it will act against those responsible", StatementKind.Indirect, "The United States", "said it")
        .Event(EventType.Coerce, "arrest", "173", -5, "Myanmar’s military detained Aung San Suu Kyi and other leaders of the ruling party before dawn on Monday", "detained", "Myanmar’s military", "Aung San Suu Kyi", from: DateOrigin.Time(0), place: City("Naypyidaw", "MMR"), confidence: .89)
        .Event(EventType.Request, "yield", "1053", -5, "The United States demanded the release of those held", "demanded", "The United States", "Myanmar’s military", confidence: .77)
        .Event(EventType.Threaten, null, "130", -4.4, "it will act against those responsible", "act against", "The United States", "Myanmar’s military", factuality: Factuality.Threatened, assertedBy: "s1", confidence: .5)
        .Build();

    private static StoredDocument Quake() =>
        new NewsBuilder("Rescue teams from abroad reach Türkiye", "Anatolian Evening", "2023-02-07", "https://evening.example/rescue")
        .Headline()
        .Body("Greece sent rescue workers and a transport plane to Türkiye within hours of the earthquake. The European Union delivered tents and heaters to Hatay. NATO leaders are to discuss further help on Wednesday.")
        .Mention("m1", "Greece", MentionKind.Organization, "GRC", "Greece")
        .Mention("m2", "Türkiye", MentionKind.Organization, "TUR", "Türkiye", occurrence: 2)
        .Mention("m3", "The European Union", MentionKind.Organization, "EUR", "European Union")
        .Mention("m4", "NATO leaders", MentionKind.Group, "IGO", "NATO")
        .Time("on Wednesday", "2023-02-08")
        .Event(EventType.Aid, null, "0256", 7, "Greece sent rescue workers and a transport plane to Türkiye within hours of the earthquake", "sent rescue workers", "Greece", "Türkiye", "2023-02-06", place: City("Hatay", "TUR"), confidence: .86)
        .Event(EventType.Aid, null, "073", 7.4, "The European Union delivered tents and heaters to Hatay", "delivered", "The European Union", "Türkiye", place: City("Hatay", "TUR"), confidence: .84)
        .Event(EventType.Agree, null, "030", 4, "NATO leaders are to discuss further help on Wednesday", "are to discuss", "NATO leaders", "Türkiye", "2023-02-08", from: DateOrigin.Time(0), factuality: Factuality.Planned, confidence: .48)
        .Build();

    private static StoredDocument Hostile() =>
        new NewsBuilder(Script + "<img src=x onerror=alert(1)>", "\"><svg onload=alert(2)>", "2016-01-01", "javascript:alert(3)")
        {
            Locator = "feed/" + Script,
        }
        .Headline()
        .Body("Fiji vowed to lend Tuvalu two tugs " + Script + " & </p></article><style>body{display:none}</style> \u202Egnp.exe.")
        .Mention("m1", "Fiji", MentionKind.Organization, "FJI", "<b>Fiji</b>")
        .Mention("m2", "Tuvalu", MentionKind.Organization, "TUV", "Tuvalu")
        .Event(EventType.Agree, "\" onmouseover=\"alert(4)", "033", 5, "Fiji vowed to lend Tuvalu two tugs " + Script, "vowed", "Fiji", "Tuvalu", place: new Place { Name = "<i>Suva</i>", Country = "FJI", Reason = "\"><script>alert(5)</script>" })
        .Build();
}
