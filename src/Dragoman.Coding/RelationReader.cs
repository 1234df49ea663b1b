using Dragoman.Coding.Actors;
using Dragoman.Coding.Acts;
using Dragoman.Coding.Learned;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding;

/// <summary>Decides which relation a text states between two marked spans.</summary>
internal sealed class RelationReader(DocumentReader reader, LayerSetting layer)
{
    /// <summary>Share of its score that an act keeps where a side does not stand in one of its places.</summary>
    private const double Elsewhere = 0.12;

    public RelateAnswer Read(RelateRequest request, CancellationToken ct)
    {
        if (request.Text is not { Length: > 0 } text)
            throw new InputException(ErrorCodes.InvalidField, "'text' is absent or empty; give the text that the spans index");
        var source = Check(request.Source, text, "source");
        var target = Check(request.Target, text, "target");
        var annotated = reader.Annotate(text, [], ct);
        var folded = KnowledgeBase.Fold(text);
        var actors = new ActorReader(null);
        TextSpan[] given = source.End <= target.Start || target.End <= source.Start ? [source, target] : [source];
        var scores = new Dictionary<EventType, double>();
        Act? best = null;
        var bestScore = 0.0;
        Learned? learned = null;
        for (var i = 0; i < annotated.Sentences.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            var sentence = annotated.Sentences[i];
            var near = Overlaps(sentence, source) || Overlaps(sentence, target);
            foreach (var piece in reader.Sentence(annotated, folded, i, actors, given))
            {
                if (!near)
                    continue;
                var acts = reader.Acts(piece);
                if (learned is null && layer.Layer is { } network && LayerGiven.Span(piece, source) is { } who && LayerGiven.Span(piece, target) is { } whom)
                {
                    using var answers = network.Score(piece, acts, [(who, whom)], true, layer.Use == CoderLayers.Both);
                    learned = new Learned(answers.Type(0), answers.SharesOf(0), answers.Detail(0));
                }

                foreach (var act in acts)
                {
                    var score = Score(piece, act, source, target);
                    if (score <= 0)
                        continue;
                    scores[act.Type] = Math.Max(scores.GetValueOrDefault(act.Type), score);
                    if (score > bestScore)
                        (best, bestScore) = (act, score);
                }
            }
        }

        if (learned is not null)
            return Answer(request, learned, best);
        if (best is null)
            return new RelateAnswer { Id = request.Id };
        var total = scores.Values.Sum();
        return new RelateAnswer
        {
            Id = request.Id,
            Type = best.Type,
            Mode = best.Mode,
            Cameo = best.Cameo ?? Ontology.Current.DefaultCameo(best.Type, best.Mode),
            Polarity = best.Factuality == Factuality.Denied ? "negative" : "positive",
            Factuality = best.Factuality,
            Confidence = Math.Round(Math.Min(0.95, bestScore), 4),
            Scores = scores.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
                .ToDictionary(pair => EventTypes.Name(pair.Key), pair => Math.Round(pair.Value / total, 4), StringComparer.Ordinal),
        };
    }

    /// <summary>The layer's answer; what a frame says of the same type in finer words is kept.</summary>
    private static RelateAnswer Answer(RelateRequest request, Learned learned, Act? best)
    {
        var type = learned.Type;
        var told = best?.Type == type ? best : null;
        var mode = told is null ? learned.Detail.Mode : told.Mode;
        var factuality = told?.Factuality ?? learned.Detail.Factuality;
        var scores = new List<KeyValuePair<EventType, double>>();
        for (var other = EventType.Agree; other <= EventType.Assault; other++)
        {
            if (Math.Round(learned.Of(other), 4) > 0)
                scores.Add(new(other, Math.Round(learned.Of(other), 4)));
        }

        return new RelateAnswer
        {
            Id = request.Id,
            Type = type,
            Mode = mode,
            Cameo = told is null ? learned.Detail.Cameo : told.Cameo ?? Ontology.Current.DefaultCameo(type, mode),
            Polarity = factuality == Factuality.Denied ? "negative" : "positive",
            Factuality = factuality,
            Confidence = Math.Round(learned.Of(type), 4),
            Scores = scores.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
                .ToDictionary(pair => EventTypes.Name(pair.Key), pair => pair.Value, StringComparer.Ordinal),
        };
    }

    private static TextSpan Check(TextSpan? span, string text, string name)
    {
        if (span is not { } given)
            throw new InputException(ErrorCodes.InvalidField, $"'{name}' is absent; give [start, end] in UTF-16 code units");
        if (given.Start < 0 || given.End <= given.Start || given.End > text.Length)
        {
            throw new InputException(
                ErrorCodes.InvalidSpan, $"'{name}' [{given.Start}, {given.End}] does not lie within the text of {text.Length} code units");
        }

        return given;
    }

    private static bool Overlaps(Sentence sentence, TextSpan span) => sentence.Start < span.End && span.Start < sentence.End;

    private static double Score(SentenceReading sentence, Act act, TextSpan source, TextSpan target)
    {
        var forward = Fit(sentence, act.Actors, source) * Fit(sentence, act.Recipients, target);
        if (act.Symmetric)
        {
            var sides = act.Actors.Concat(act.Recipients).ToList();
            forward = Math.Max(forward, Fit(sentence, sides, source) * Fit(sentence, sides, target));
        }

        // An act told of the target against the source is not what was asked for.
        var backward = act.Symmetric ? 0 : Fit(sentence, act.Actors, target) * Fit(sentence, act.Recipients, source);
        var score = act.Score * forward * (backward > forward ? 0.5 : 1);
        var trigger = sentence.Words[act.TriggerFirst];
        var between = trigger.Start >= Math.Min(source.End, target.End) && trigger.End <= Math.Max(source.Start, target.Start);
        score *= between ? 1.0 : 0.8;
        if (act.Contained)
            score *= 0.5;
        if (act.Factuality is Factuality.Denied or Factuality.Hypothetical)
            score *= 0.8;
        score *= act.Predicate switch
        {
            null => 0.8,
            { Relation: Dependency.Advcl } => 0.75,
            { Relation: Dependency.Acl or Dependency.AclRelcl } => 0.85,
            _ => 1,
        };
        return score;
    }

    private static double Fit(SentenceReading sentence, List<Party> parties, TextSpan span)
    {
        var best = Elsewhere;
        foreach (var party in parties)
        {
            int start = sentence.StartOf(party.First), end = sentence.EndBefore(party.End);
            if (start < span.End && span.Start < end)
                best = Math.Max(best, party.Weight);
        }

        return best;
    }

    /// <summary>What the layer says of the pair.</summary>
    private sealed record Learned(EventType Type, float[] Shares, LayerDetail Detail)
    {
        public float Of(EventType type) => Shares[1 + (int)type];
    }
}
