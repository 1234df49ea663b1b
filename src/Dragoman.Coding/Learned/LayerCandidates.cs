using Dragoman.Coding.Acts;
using Dragoman.Coding.Reading;
using Dragoman.Records;

namespace Dragoman.Coding.Learned;

/// <summary>Who in a sentence may be a side of an event.</summary>
internal static class LayerCandidates
{
    /// <summary>More sides than this are not paired: a sentence stays linear in time.</summary>
    public const int MostActors = 8;

    /// <summary>More recipients than this are not looked at.</summary>
    public const int MostRecipients = 12;

    /// <summary>Those who may act: somebody whom the tables know, or whom a frame put there.</summary>
    public static List<Party> Actors(SentenceReading sentence, List<Act> acts)
    {
        var parties = new List<Party>();
        foreach (var phrase in sentence.Phrases)
        {
            if (phrase.Several is { } several)
                several.ForEach(one => Put(parties, new Party(one.First, one.End, one, phrase, 1, false), MostActors));
            else if (phrase.Actor is { Media: false } actor && actor.Kind != MentionKind.Place && !phrase.IsPronoun)
                Put(parties, new Party(phrase.First, phrase.End, actor, phrase, 1, false), MostActors);
            if (phrase.Owner is { Media: false } owner && owner.Kind != MentionKind.Place)
                Put(parties, new Party(owner.First, owner.End, owner, null, 1, false), MostActors);
        }

        foreach (var act in acts)
        {
            foreach (var party in act.Actors)
            {
                if (party.Actor is { Media: false } actor && actor.Kind != MentionKind.Place)
                    Put(parties, party, MostActors);
            }
        }

        return parties;
    }

    /// <summary>Those to whom something may be done: every noun phrase that is not a pronoun.</summary>
    public static List<Party> Recipients(SentenceReading sentence, List<Act> acts)
    {
        var parties = new List<Party>();
        foreach (var phrase in sentence.Phrases)
        {
            if (phrase.Owner is { Media: false } owner)
                Put(parties, new Party(owner.First, owner.End, owner, null, 1, false), MostRecipients);
        }

        foreach (var phrase in sentence.Phrases)
        {
            if (phrase.Several is { } several)
                several.ForEach(one => Put(parties, new Party(one.First, one.End, one, phrase, 1, false), MostRecipients));
            else if (phrase.Actor is not null && !phrase.IsPronoun)
                Put(parties, new Party(phrase.First, phrase.End, phrase.Actor, phrase, 1, false), MostRecipients);
        }

        foreach (var act in acts)
        {
            foreach (var party in act.Recipients)
            {
                if (party.Phrase is not { IsPronoun: true })
                    Put(parties, party, MostRecipients);
            }
        }

        foreach (var phrase in sentence.Phrases)
        {
            if (!phrase.IsPronoun && phrase.Several is null && sentence.Words[phrase.Head].Upos is "NOUN" or "PROPN")
                Put(parties, new Party(phrase.First, phrase.End, phrase.Actor, phrase, 1, false), MostRecipients);
        }

        return parties;
    }

    /// <summary>What the frames say of a pair.</summary>
    public static RuleSignal Signal(List<Act> acts, LayerSpan actor, LayerSpan? recipient)
    {
        var best = RuleSignal.None;
        var most = 0.0;
        foreach (var act in acts)
        {
            var score = Score(act, actor, recipient);
            if (score <= most)
                continue;
            most = score;
            best = RuleSignal.Of(act.Type, score);
        }

        return best;
    }

    private static double Score(Act act, LayerSpan actor, LayerSpan? recipient)
    {
        var score = act.Score * Fit(act.Actors, actor);
        if (recipient is { } other)
        {
            score *= Fit(act.Recipients, other);
            if (act.Symmetric)
                score = Math.Max(score, act.Score * Math.Max(Fit(act.Recipients, actor) * Fit(act.Actors, other), Fit(act.Actors, actor) * Fit(act.Actors, other)));
        }
        else
        {
            score *= act.Recipients.Count == 0 ? 0.8 : 0.2;
        }

        return act.Contained ? score * 0.5 : score;
    }

    private static double Fit(List<Party> parties, LayerSpan span)
    {
        var best = 0.12;
        foreach (var party in parties)
        {
            if (party.First < span.End && span.First < party.End)
                best = Math.Max(best, party.Weight);
        }

        return best;
    }

    private static void Put(List<Party> parties, Party party, int most)
    {
        if (parties.Count >= most || parties.Exists(other => other.First == party.First && other.End == party.End))
            return;
        parties.Add(party);
    }
}
