using System.Globalization;
using System.Text;
using Dragoman.Coding.Actors;
using Dragoman.Coding.Acts;
using Dragoman.Coding.Documents;
using Dragoman.Coding.Learned;
using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Explaining;

/// <summary>
/// Tells people how each sentence of a document was read: its tree, its names, the frames that were tried on each word, which one fired and
/// why the others did not, the acts, and the events that came of them.
/// </summary>
internal sealed class Explanation : IFrameTrace, ILayerTrace
{
    private readonly List<Trial> _trials = [];
    private readonly List<(int Sentence, string Line)> _judged = [];

    public static string Of(DocumentReader reader, LayerSetting layer, ArticleText article, Document document, CancellationToken ct)
    {
        var self = new Explanation();
        var coded = DocumentAssembler.Read(reader, layer, article, document, ct, self);
        var annotated = reader.Annotate(article.Text, DocumentAssembler.Blocks(article), ct);
        var folded = KnowledgeBase.Fold(article.Text);
        var actors = new ActorReader(document.Date);
        var finder = new ActFinder(reader.Lexicon, self);
        var output = new StringBuilder();
        for (var i = 0; i < annotated.Sentences.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            foreach (var piece in reader.Sentence(annotated, folded, i, actors, []))
            {
                self._trials.Clear();
                var acts = finder.Find(piece);
                self.Write(output, piece, acts);
            }

            self.WriteJudged(output, i);
            WriteEvents(output, coded, i);
        }

        return output.ToString();
    }

    /// <inheritdoc/>
    public void Tried(SentenceReading sentence, int word, FrameTrigger trigger, FrameOutcome outcome)
    {
        for (var i = 0; i < _trials.Count; i++)
        {
            if (_trials[i].Word == word && ReferenceEquals(_trials[i].Trigger, trigger))
            {
                _trials[i] = _trials[i] with { Outcome = outcome };
                return;
            }
        }

        _trials.Add(new Trial(word, trigger, outcome));
    }

    /// <inheritdoc/>
    public void Emptied(SentenceReading sentence, double other, double most, double least) =>
        Judged(sentence, $"no event: the log odds of its being about something else than politics are {other:0.0}, so some pair needs {least:0.000} of an event, and the likeliest has {most:0.000}");

    /// <inheritdoc/>
    public void Dropped(SentenceReading sentence, PoliticalEvent told, double share, double none) =>
        Judged(sentence, $"{Sides(told)}: dropped, its share is {share:0.000}, that of no event {none:0.000}");

    /// <inheritdoc/>
    public void Retyped(SentenceReading sentence, PoliticalEvent told, EventType type, double share) =>
        Judged(sentence, $"{Sides(told)}: read as {EventTypes.Name(type)}, whose share is {share:0.000}");

    /// <inheritdoc/>
    public void Private(SentenceReading sentence, PoliticalEvent told) => Judged(sentence, $"{Sides(told)}: dropped, nobody political takes part");

    private void Judged(SentenceReading sentence, FormattableString line) => _judged.Add((sentence.Index, line.ToString(CultureInfo.InvariantCulture)));

    private static string Sides(PoliticalEvent told) => $"{EventTypes.Name(told.Type)} {told.Actor.Text} -> {told.Recipient?.Text ?? "nobody named"}";

    private void WriteJudged(StringBuilder output, int sentence)
    {
        var begun = false;
        foreach (var (index, line) in _judged)
        {
            if (index != sentence)
                continue;
            if (!begun)
                output.Append("  learned layer\n");
            begun = true;
            output.Append("    ").Append(line).Append('\n');
        }
    }

    private void Write(StringBuilder output, SentenceReading sentence, List<Act> acts)
    {
        output.Append(CultureInfo.InvariantCulture, $"SENTENCE {sentence.Index + 1}: ").Append(sentence.Slice(0, sentence.Words.Length)).Append("\n\n  tree\n");
        for (var i = 0; i < sentence.Words.Length; i++)
        {
            ref var word = ref sentence.Words[i];
            var head = word.Head < 0 ? "-" : sentence.Slice(word.Head, word.Head + 1);
            output.Append(CultureInfo.InvariantCulture, $"    {i + 1,3} {sentence.Slice(i, i + 1),-20} {word.Upos,-6} {word.Xpos,-5} {word.Base,-16} {word.Relation.ToString().ToLowerInvariant(),-14} {head}\n");
        }

        output.Append("  names\n");
        foreach (var phrase in sentence.Phrases)
        {
            output.Append("    ").Append(sentence.Slice(phrase.First, phrase.End));
            if (phrase.Preposition >= 0)
                output.Append(" (behind \"").Append(sentence.Slice(phrase.Preposition, phrase.Preposition + 1)).Append("\")");
            output.Append(": ").Append(Name(phrase.Actor));
            if (phrase.Owner is { } owner)
                output.Append(", of ").Append(Name(owner));
            if (phrase.ListHead != phrase)
                output.Append(", in a list with ").Append(sentence.Slice(phrase.ListHead.First, phrase.ListHead.End));
            output.Append('\n');
        }

        output.Append("  verbs\n");
        foreach (var predicate in sentence.Predicates)
            WritePredicate(output, sentence, predicate);
        output.Append("  frames tried\n");
        foreach (var trial in _trials.OrderBy(trial => trial.Word).ThenBy(trial => trial.Outcome))
        {
            output.Append(CultureInfo.InvariantCulture, $"    {sentence.Slice(trial.Word, trial.Word + 1),-16} {trial.Trigger.Frame.Id,-20} {Reason(trial)}\n");
        }

        output.Append("  acts\n");
        foreach (var act in acts)
        {
            output.Append(CultureInfo.InvariantCulture, $"    {sentence.Slice(act.TriggerFirst, act.TriggerEnd)}: {EventTypes.Name(act.Type)} {act.Mode} {act.Cameo} by frame {act.Frame.Id}, {act.Factuality.ToString().ToLowerInvariant()}");
            output.Append(act.Contained ? ", content of another act" : "").Append('\n');
            WriteParties(output, sentence, "actor    ", act.Actors);
            WriteParties(output, sentence, "recipient", act.Recipients);
        }
    }

    private static void WritePredicate(StringBuilder output, SentenceReading sentence, Predicate predicate)
    {
        output.Append("    ").Append(sentence.Slice(predicate.Head, predicate.Head + 1)).Append(": ").Append(predicate.Form.ToString().ToLowerInvariant());
        if (predicate.Passive) output.Append(", passive");
        if (predicate.Negated) output.Append(", negated");
        if (predicate.Progressive) output.Append(", progressive");
        if (predicate.Modality != Modality.None) output.Append(", ").Append(predicate.Modality.ToString().ToLowerInvariant());
        if (predicate.InContent) output.Append(", in reported content");
        if (predicate.Subject is { } subject) output.Append("; subject ").Append(sentence.Slice(subject.First, subject.End));
        if (predicate.Object is { } thing) output.Append("; object ").Append(sentence.Slice(thing.First, thing.End));
        if (predicate.SecondObject is { } second) output.Append("; second object ").Append(sentence.Slice(second.First, second.End));
        if (predicate.Complement is { } complement) output.Append("; complement ").Append(sentence.Slice(complement.Head, complement.Head + 1));
        if (predicate.Content is { } content) output.Append("; content ").Append(sentence.Slice(content.Head, content.Head + 1));
        foreach (var adjunct in predicate.Adjuncts)
            output.Append("; ").Append(sentence.Slice(adjunct.Preposition, adjunct.Preposition + 1)).Append(' ').Append(sentence.Slice(adjunct.Phrase.First, adjunct.Phrase.End));
        output.Append('\n');
    }

    private static void WriteParties(StringBuilder output, SentenceReading sentence, string side, List<Party> parties)
    {
        foreach (var party in parties)
            output.Append(CultureInfo.InvariantCulture, $"      {side} {sentence.Slice(party.First, party.End)} [{Name(party.Actor)}] weight {party.Weight:0.00}\n");
    }

    private static void WriteEvents(StringBuilder output, CodedDocument coded, int sentence)
    {
        output.Append("  events\n");
        foreach (var made in coded.Events)
        {
            if (made.Evidence.Sentence != sentence)
                continue;
            output.Append(CultureInfo.InvariantCulture, $"    {EventTypes.Name(made.Type)} {made.Mode} {made.Cameo} {made.Factuality.ToString().ToLowerInvariant()}: ");
            output.Append(made.Actor.Text).Append(" [").Append(made.Actor.Code ?? "no code").Append("] -> ");
            output.Append(made.Recipient is { } recipient ? recipient.Text + " [" + (recipient.Code ?? "no code") + "]" : "nobody named");
            output.Append(CultureInfo.InvariantCulture, $"; rule {made.Rule}, confidence {made.Confidence:0.00}, salience {made.Salience:0.00}\n");
        }

        output.Append('\n');
    }

    private static string Name(ActorReading? actor) => actor is null ? "nobody known" : actor.Code ?? "no code";

    private static string Reason(Trial trial) => trial.Outcome switch
    {
        FrameOutcome.Chosen => "fired",
        FrameOutcome.Outranked => "fits, but another frame says more",
        FrameOutcome.Words => "\"" + string.Join(' ', trial.Trigger.Particles) + "\" does not go with it",
        FrameOutcome.Subject => "its subject cannot do this",
        FrameOutcome.Partner => "no second side is named",
        _ => "its object is not " + string.Join(" or ", trial.Trigger.Frame.Objects.DefaultIfEmpty("somebody")),
    };

    private readonly record struct Trial(int Word, FrameTrigger Trigger, FrameOutcome Outcome);
}
