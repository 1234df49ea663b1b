namespace Dragoman.Stories.Tests;

/// <summary>Reports written for these tests about public matters, and what editors do to them.</summary>
internal static class Texts
{
    public const string Dam =
        """
        Engineers began lowering the water behind the Kariba dam on Tuesday after inspectors found new cracks in the apron below its spillway, the Zambezi River Authority said.
        The authority, which Zambia and Zimbabwe run together, said two of the six gates would stay open for at least nine days and asked farmers on both banks to move their cattle.
        "There is no danger to the wall itself," it said in a statement. "We lower the lake because repairs cannot begin under water."
        The dam supplies more than half of the electricity of both countries, and its reservoir fell to a tenth of its usable volume during the drought of 2019.
        Traders in Siavonga said that the price of fish had already doubled since boats were told to stay ashore.
        The European Union and the World Bank pay for most of the repairs, which began in 2017 and were to end last year.
        """;

    public const string OtherDam =
        """
        Two spillway gates at Kariba will remain open into next week, officials in Harare and Lusaka said, while crews prepare to mend the basin beneath the dam.
        People who live downstream were told to keep away from the river. A spokesman for the Zambezi River Authority said the cracks had been seen by divers in the course of a routine visit and were smaller than those repaired three years ago.
        Power cuts in both capitals are expected to grow from eight to ten hours a day as the level of the lake falls, according to the utilities.
        """;

    public const string Tally =
        """
        At least 34 people were killed and 120 were wounded on Monday in shelling around the port, the health ministry said.
        It brought the number of dead since the siege began to 1,204. The ministry does not tell fighters from civilians.
        The siege began in March when forces loyal to the eastern parliament cut the coast road. Talks in Geneva ended in June without a date for another round.
        The port handles four fifths of the country's grain, and the World Food Programme has warned of shortages in the capital.
        """;

    public const string NextTally =
        """
        At least 41 people were killed and 97 were wounded on Tuesday in shelling around the port, the health ministry said.
        It brought the number of dead since the siege began to 1,245. The ministry does not tell fighters from civilians.
        Residents said the fire had begun before dawn and reached the market quarter for the first time.
        The siege began in March when forces loyal to the eastern parliament cut the coast road. Talks in Geneva ended in June without a date for another round.
        The port handles four fifths of the country's grain, and the World Food Programme has warned of shortages in the capital.
        """;

    public static string[] Paragraphs(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static StoryDocument Document(string id, string text, string? publisher = null, string? origin = null, string? date = null, bool agency = false) => new()
    {
        Id = id,
        Text = text,
        Publisher = publisher,
        OriginPublisher = origin,
        IsAgency = agency,
        Published = date is null ? null : DateTime.Parse(date, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime(),
    };

    /// <summary>Damages letters as bad scanning does, one in <paramref name="every"/>, always the same ones.</summary>
    public static string Damage(string text, int every)
    {
        var damaged = text.ToCharArray();
        var letters = 0;
        for (var i = 0; i < damaged.Length; i++)
        {
            if (char.IsAsciiLetterLower(damaged[i]) && ++letters % every == 0) damaged[i] = (char)('a' + ((damaged[i] - 'a' + 7) % 26));
        }

        return new string(damaged);
    }
}
