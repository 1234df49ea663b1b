using Dragoman.Knowledge;

namespace Dragoman.Coding.Lexicon;

/// <summary>Columns and cells of the tables under <c>data/coding</c>.</summary>
internal static class LexiconTables
{
    public static readonly string[] Words = ["word", "class", "source"];

    public static readonly string[] Irregular = ["lemma", "past", "participle", "source"];

    public static readonly string[] Classes = ["class", "words", "source"];

    public static readonly string[] People = ["word", "source"];

    public static readonly string[] Retype = ["operator", "act", "type", "mode", "cameo", "source"];

    public static readonly string[] Frames =
        ["id", "kind", "words", "object", "roles", "type", "mode", "cameo", "operator", "confidence", "yes", "no", "source"];

    public static WordClasses ClassOf(string name) => name switch
    {
        "det" => WordClasses.Determiner,
        "possessive" => WordClasses.Possessive,
        "pronoun" => WordClasses.Pronoun,
        "prep" => WordClasses.Preposition,
        "conj" => WordClasses.Conjunction,
        "sub" => WordClasses.Subordinator,
        "relative" => WordClasses.Relative,
        "be" => WordClasses.Be,
        "have" => WordClasses.Have,
        "do" => WordClasses.Do,
        "future" => WordClasses.Future,
        "would" => WordClasses.Would,
        "must" => WordClasses.Must,
        "may" => WordClasses.May,
        "can" => WordClasses.Can,
        "neg" => WordClasses.Negation,
        "adverb" => WordClasses.Adverb,
        "time" => WordClasses.Time,
        "generic" => WordClasses.Generic,
        "former" => WordClasses.Former,
        "ditransitive" => WordClasses.Ditransitive,
        _ => throw new InvalidDataException($"words.tsv: there is no class '{name}'"),
    };

    /// <summary>
    /// Reads a line of <c>frames.tsv</c>. Roles: <c>S&gt;O,on</c> (the subject does it to the object, else to what stands behind
    /// "on"), <c>S=O,with</c> (both do it), <c>by&gt;of</c> for nouns. Object: <c>class|class</c>, <c>actor</c>, <c>some</c>, <c>predicative</c>, with a
    /// preposition and colon in front where it stands behind one; <c>aimed</c> asks for a recipient behind a preposition, <c>state</c> for a
    /// subject that is a state, its government or its forces.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="index">Index of the row.</param>
    /// <exception cref="InvalidDataException">A cell is malformed; the message names file, line and column.</exception>
    public static Frame FrameOf(TableFile table, int index)
    {
        var row = table.Rows[index];
        var kind = row[1] switch
        {
            "verb" => TriggerKind.Verb,
            "noun" => TriggerKind.Noun,
            "adjective" => TriggerKind.Adjective,
            _ => throw Bad(table, index, 1, $"there is no kind '{row[1]}'; write verb, noun or adjective"),
        };
        if (row[0].Length == 0)
            throw Bad(table, index, 0, "the frame has no id");
        if (row[2].Length == 0 || TableFile.List(row[2]).Any(words => words.Length == 0))
            throw Bad(table, index, 2, "a trigger is empty");
        var by = row[8].Length == 0 ? Operator.None
            : Enum.TryParse<Operator>(row[8], ignoreCase: true, out var parsed) && !char.IsAsciiDigit(row[8][0]) ? parsed
            : throw Bad(table, index, 8, $"there is no operator '{row[8]}'; write one of {string.Join(", ", Enum.GetNames<Operator>().Skip(1)).ToLowerInvariant()}");
        if (row[5].Length == 0 && by == Operator.None)
            throw Bad(table, index, 5, "the frame has neither type nor operator");
        if (row[5].Length > 0 && !EventTypes.TryParse(row[5], out _))
            throw Bad(table, index, 5, $"there is no type '{row[5]}'");
        if (row[6].Length > 0 && (row[5].Length == 0 || Ontology.Current.Mode(EventTypes.Parse(row[5]), row[6]) is null))
            throw Bad(table, index, 6, $"{(row[5].Length == 0 ? "a frame without type" : row[5])} has no mode '{row[6]}'");
        if (row[7].Length > 0 && Ontology.Current.Cameo(row[7]) is null)
            throw Bad(table, index, 7, $"there is no CAMEO code '{row[7]}'");
        if (!double.TryParse(row[9], System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var confidence) || confidence is not (>= 0 and <= 1))
            throw Bad(table, index, 9, $"the confidence '{row[9]}' is no number from 0 to 1");
        var colon = row[3].IndexOf(':', StringComparison.Ordinal);
        var objects = TableFile.List(colon < 0 ? row[3] : row[3][(colon + 1)..]);
        var split = row[4].IndexOfAny(['>', '=']);
        if (split < 0)
            throw Bad(table, index, 4, "the roles do not say who does it to whom; write S>O, S=O,with and the like");
        var actor = row[4].AsSpan(0, split).IndexOf('/');
        var classes = objects.Where(name => name is not ("actor" or "some" or "predicative" or "aimed" or "state" or "negated" or "other" or "bidding" or "nostatement" or "statement" or "alone")).ToArray();
        return new Frame
        {
            Id = row[0],
            Kind = kind,
            Operator = by,
            Type = row[5].Length == 0 ? null : EventTypes.Parse(row[5]),
            Mode = row[6].Length == 0 ? null : row[6],
            Cameo = row[7].Length == 0 ? null : row[7],
            Objects = classes,
            ObjectFrom = colon < 0 ? "O" : row[3][..colon],
            NeedsActorObject = objects.Contains("actor"),
            NeedsObject = objects.Contains("some"),
            NeedsTarget = objects.Contains("aimed"),
            NeedsStateSubject = objects.Contains("state"),
            NeedsNegation = objects.Contains("negated"),
            NeedsOtherSubject = objects.Contains("other"),
            NeedsBidding = objects.Contains("bidding"),
            NeedsNoStatement = objects.Contains("nostatement"),
            NeedsStatement = objects.Contains("statement"),
            NeedsPredicative = objects.Contains("predicative"),
            NeedsNoObject = objects.Contains("alone"),
            ActorFrom = actor < 0 ? row[4][..split] : row[4][..actor],
            AgentlessFrom = actor < 0 ? null : row[4][(actor + 1)..split],
            Recipients = row[4][(split + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries),
            Symmetric = row[4][split] == '=',
            Confidence = confidence,
            Specificity = objects.Contains("alone") ? 0 : (classes.Length > 0 ? colon < 0 ? 3 : 6 : 0) + (objects.Contains("actor") ? 2 : objects.Contains("predicative") ? 3 : 0) + (objects.Contains("aimed") || objects.Contains("state") || objects.Contains("negated") || objects.Contains("other") || objects.Contains("statement") ? 2 : 0) + (by == Operator.None ? 1 : by is Operator.Nothing or Operator.Join ? 4 : 0),
            Yes = row[10],
            No = row[11],
        };
    }

    /// <summary>An error that says where a cell stands.</summary>
    public static InvalidDataException Bad(TableFile table, int row, int cell, string message) => new($"{table.At(row, cell)}: {message}");
}
