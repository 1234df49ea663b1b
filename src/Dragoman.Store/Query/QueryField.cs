using System.Collections.Frozen;

namespace Dragoman.Store;

/// <summary>A field that a query may name.</summary>
public sealed class QueryField
{
    private QueryField(string name, string description, FieldShape shape, IReadOnlyList<string>? values = null, bool allowsNone = false)
    {
        Name = name;
        Description = description;
        Shape = shape;
        Values = values ?? [];
        AllowsNone = allowsNone;
    }

    /// <summary>Name as written before the colon.</summary>
    public string Name { get; }

    /// <summary>What it asks for, in one sentence.</summary>
    public string Description { get; }

    /// <summary>Every value that it may take; empty where values are open.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>Whether <c>none</c> asks for events that have nothing there.</summary>
    public bool AllowsNone { get; }

    /// <summary>What the values look like.</summary>
    internal FieldShape Shape { get; }

    internal static QueryField Actor { get; } = new(
        "actor", "Who acts: a code or the beginning of one (RUS, RUSGOV), a sector (MIL), or words of the name.", FieldShape.CodeOrWords);

    internal static QueryField Recipient { get; } = new(
        "recipient", "To whom: a code, a sector or words of the name; none for nobody.", FieldShape.CodeOrWords, allowsNone: true);

    internal static QueryField With { get; } = new(
        "with", "Actor or recipient: a code, a sector or words of the name. Twice: both take part.", FieldShape.CodeOrWords);

    internal static QueryField Type { get; } = new(
        "type", "What was done: one of the sixteen types.", FieldShape.Closed, Vocabulary.Types);

    internal static QueryField Mode { get; } = new(
        "mode", "How it was done.", FieldShape.Closed, Vocabulary.Modes, allowsNone: true);

    internal static QueryField Context { get; } = new(
        "context", "Why or about what.", FieldShape.Closed, Vocabulary.Contexts, allowsNone: true);

    internal static QueryField Cameo { get; } = new(
        "cameo", "CAMEO code or the beginning of one: 19 finds 190 and 193.", FieldShape.Digits, allowsNone: true);

    internal static QueryField Quad { get; } = new(
        "quad", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.", FieldShape.Closed, ["1", "2", "3", "4"]);

    internal static QueryField Factuality { get; } = new(
        "factuality", "Whether it took place.", FieldShape.Closed, Vocabulary.Factualities);

    internal static QueryField Since { get; } = new(
        "since", "On or after the first day of a day, month or year.", FieldShape.Date);

    internal static QueryField Until { get; } = new(
        "until", "On or before the last day of a day, month or year.", FieldShape.Date);

    internal static QueryField On { get; } = new(
        "on", "Within a day, month or year; none for events without a date.", FieldShape.Date, allowsNone: true);

    internal static QueryField Precision { get; } = new(
        "precision", "How precise the date is.", FieldShape.Closed, Vocabulary.Precisions);

    internal static QueryField Place { get; } = new(
        "place", "Where: an ISO 3166-1 alpha-3 code, or words of the name.", FieldShape.CodeOrWords, allowsNone: true);

    internal static QueryField Source { get; } = new(
        "source", "The outlet: words of its name.", FieldShape.Words, allowsNone: true);

    internal static QueryField AssertedBy { get; } = new(
        "asserted-by", "Who says so: a code, a sector or words of the name; none for the text's own voice.", FieldShape.CodeOrWords, allowsNone: true);

    internal static QueryField Document { get; } = new(
        "document", "Id of a document in the store.", FieldShape.DocumentId);

    internal static QueryField Story { get; } = new(
        "story", "Id of a story: the events of its documents.", FieldShape.DocumentId, allowsNone: true);

    internal static QueryField Happening { get; } = new(
        "happening", "Id of a happening: the events that report it.", FieldShape.DocumentId);

    internal static QueryField Standing { get; } = new(
        "standing", "How far the happening is borne out.", FieldShape.Closed, StoryNames.Standings);

    internal static QueryField Independent { get; } = new(
        "independent", "Number of independent origins that report it: independent>=2.", FieldShape.Number);

    internal static QueryField Credibility { get; } = new(
        "credibility", "Of the information, 1 (confirmed) to 6 (cannot be judged): credibility<=2.", FieldShape.Number);

    internal static QueryField Reliability { get; } = new(
        "reliability", "Worth of the outlet, as it was graded: A to E; F for the others.", FieldShape.Closed, ["A", "B", "C", "D", "E", "F"]);

    internal static QueryField Reprints { get; } = new(
        "reprints", "Whether the document is a reprint.", FieldShape.Closed, ["yes", "no"]);

    internal static QueryField Origin { get; } = new(
        "origin", "Whose row it is: own for what Dragoman read (the default), or a data set that was imported.", FieldShape.Closed,
        [OriginScope.OwnName, .. ForeignKey.Origins]);

    internal static QueryField Confidence { get; } = new(
        "confidence", "How sure the reading is, 0 to 1: confidence>=0.8.", FieldShape.Number);

    internal static QueryField Salience { get; } = new(
        "salience", "How much the text is about it, 0 to 1: salience>=0.5.", FieldShape.Number);

    internal static QueryField Goldstein { get; } = new(
        "goldstein", "Goldstein value, -10 to 10: goldstein<=-5.", FieldShape.Number);

    /// <summary>All fields, in the order in which help shows them.</summary>
    public static IReadOnlyList<QueryField> All { get; } =
    [
        Actor, Recipient, With, Type, Mode, Context, Cameo, Quad, Factuality, Since, Until, On, Precision, Place, Source,
        AssertedBy, Document, Story, Happening, Standing, Independent, Credibility, Reliability, Reprints, Origin, Confidence, Salience, Goldstein,
    ];

    private static FrozenDictionary<string, QueryField> ByName { get; } =
        All.Select(field => (field.Name, field))
            .Append(("speaker", AssertedBy))
            .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.OrdinalIgnoreCase);

    /// <summary>The field of a name in any case; null where there is none. <c>speaker</c> is another name of <c>asserted-by</c>.</summary>
    /// <param name="name">The name, without the colon.</param>
    public static QueryField? Find(string name) => ByName.GetValueOrDefault(name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>What values of a field look like.</summary>
internal enum FieldShape
{
    /// <summary>Words of a name.</summary>
    Words,

    /// <summary>Capital letters are a code, anything else words of a name.</summary>
    CodeOrWords,

    /// <summary>One of a closed list.</summary>
    Closed,

    /// <summary>Digits.</summary>
    Digits,

    /// <summary>Day, month or year.</summary>
    Date,

    /// <summary>A number, compared.</summary>
    Number,

    /// <summary>Id of a document, a story or a happening.</summary>
    DocumentId,
}
