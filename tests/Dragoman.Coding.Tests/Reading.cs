using Dragoman.Coding.Actors;
using Dragoman.Coding.Acts;
using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Language.Neural;
using Dragoman.Records;

namespace Dragoman.Coding.Tests;

/// <summary>Short ways to have a text read.</summary>
internal static class Reading
{
    internal static CodingLexicon Lexicon { get; } = CodingLexicon.Load(null);

    private static readonly DocumentReader Reader = new(Lexicon, KnowledgeBase.Default, NeuralAnalyzer.English);

    internal static List<Act> Acts(string text)
    {
        var annotated = Reader.Annotate(text, [], TestContext.Current.CancellationToken);
        var folded = KnowledgeBase.Fold(text);
        var actors = new ActorReader(null);
        var acts = new List<Act>();
        for (var i = 0; i < annotated.Sentences.Count; i++)
        {
            foreach (var piece in Reader.Sentence(annotated, folded, i, actors, []))
                acts.AddRange(Reader.Acts(piece));
        }

        return acts;
    }

    /// <summary>Frames alone: tests of frames say what they read, not what the learned layer makes of it.</summary>
    private static readonly DocumentCoder Frames = DocumentCoder.Create(layers: CoderLayers.Frames);

    internal static CodedDocument Code(string text, string? date = null, params Part[] parts) => Code(Frames, text, date, parts);

    /// <summary>As users have it: frames and the learned layer.</summary>
    internal static CodedDocument CodeFully(string text) => Code(DocumentCoder.Default, text, null, []);

    private static CodedDocument Code(DocumentCoder coder, string text, string? date, Part[] parts) => coder.Code(
        new ArticleText { Article = new Article { Text = text }, Text = text, Parts = parts },
        new Document { Id = "d", Text = text, Date = date },
        TestContext.Current.CancellationToken);

    internal static RelateAnswer Relate(string text, string source, string target) => Relate(Frames, text, source, target);

    internal static RelateAnswer RelateFully(string text, string source, string target) => Relate(DocumentCoder.Default, text, source, target);

    private static RelateAnswer Relate(DocumentCoder coder, string text, string source, string target)
    {
        var from = text.IndexOf(source, StringComparison.Ordinal);
        var to = text.IndexOf(target, StringComparison.Ordinal);
        return coder.Relate(
            new RelateRequest
            {
                Id = "r",
                Text = text,
                Source = new TextSpan(from, from + source.Length),
                Target = new TextSpan(to, to + target.Length),
            },
            TestContext.Current.CancellationToken);
    }

    /// <summary>An event as one line: <c>ACCUSE disapprove 111 CHL>PER happened</c>.</summary>
    internal static string Line(PoliticalEvent made) => string.Join(
        ' ',
        new[]
        {
            EventTypes.Name(made.Type), made.Mode, made.Cameo,
            (made.Actor.Code ?? "?") + ">" + (made.Recipient is null ? "-" : made.Recipient.Code ?? "?"),
            made.Factuality.ToString().ToLowerInvariant(),
        }.Where(part => part is not null));
}
