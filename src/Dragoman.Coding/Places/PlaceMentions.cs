using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Coding.Places;

/// <summary>Adds the places to the mentions of a document.</summary>
internal static class PlaceMentions
{
    /// <summary>
    /// A name that is a mention already keeps what it is as an actor and gets its place; another one becomes a mention of a place. A nationality
    /// word names no place, but points to one: it keeps its kind, or is of no kind, and gets its country as place.
    /// </summary>
    /// <param name="mentions">The mentions, in whatever order.</param>
    /// <param name="places">The places, in text order.</param>
    /// <param name="text">The text.</param>
    /// <param name="parties">Ids of mentions that take part in an event or say something: a state among them is a body wherever it stands.</param>
    public static List<Mention> Merge(List<Mention> mentions, List<Toponym> places, string text, IReadOnlySet<string> parties)
    {
        if (places.Count == 0)
            return mentions;
        var merged = new List<Mention>(mentions);
        var at = new Dictionary<(int Start, int End), int>(merged.Count);
        for (var i = 0; i < merged.Count; i++)
            at[(WithoutArticle(text, merged[i].Start, merged[i].End), merged[i].End)] = i;
        var endings = new Dictionary<int, int>(merged.Count);
        for (var i = 0; i < merged.Count; i++)
            endings[merged[i].End] = i;
        var firstOf = new Dictionary<int, string>();
        foreach (var toponym in places)
        {
            if (at.TryGetValue((toponym.Start, toponym.End), out var i))
            {
                var mention = merged[i];
                merged[i] = mention with { Kind = toponym.IsNationality ? mention.Kind : Kind(mention, toponym, parties.Contains(mention.Id)), Place = toponym.Place };
                if (toponym.Group >= 0)
                    firstOf.TryAdd(toponym.Group, mention.Id);
                continue;
            }

            // "central London" is a place by its own words: it gets the point of what it is a part of. "northern Peru", where Peru does nothing, is Peru as a place.
            if (!toponym.IsNationality && Around(merged, endings, toponym, text) is var wider and >= 0)
            {
                var mention = merged[wider];
                if (mention.Actor is not { Name: not null })
                {
                    merged[wider] = mention with { Kind = MentionKind.Place, Place = toponym.Place, Actor = null };
                    continue;
                }

                if (!parties.Contains(mention.Id))
                {
                    merged[wider] = mention with { Start = toponym.Start, Kind = MentionKind.Place, Place = toponym.Place };
                    continue;
                }
            }

            var id = "m" + (merged.Count + 1).ToString(CultureInfo.InvariantCulture);
            string? corefers = null;
            if (toponym.Group >= 0 && !firstOf.TryAdd(toponym.Group, id))
                corefers = firstOf[toponym.Group];
            merged.Add(new Mention
            {
                Id = id,
                Start = toponym.Start,
                End = toponym.End,
                Kind = toponym.IsNationality ? MentionKind.Other : MentionKind.Place,
                Name = toponym.Place?.Name ?? text[toponym.Start..toponym.End],
                Place = toponym.Place,
                Corefers = corefers,
            });
        }

        // Stable: of two that begin at one word the longer one comes first.
        return [.. merged.OrderBy(mention => mention.Start).ThenByDescending(mention => mention.End)];
    }

    private static int Around(List<Mention> mentions, Dictionary<int, int> endings, Toponym toponym, string text)
    {
        if (!endings.TryGetValue(toponym.End, out var i) || mentions[i].Start >= toponym.Start)
            return -1;
        foreach (var range in text.AsSpan(mentions[i].Start, toponym.Start - mentions[i].Start).Trim().ToString().ToLowerInvariant().Split(' '))
        {
            if (range != "the" && !PlaceWords.Current.Is(PlaceWordClass.Direction, range))
                return -1;
        }

        return i;
    }

    private static MentionKind Kind(Mention mention, Toponym toponym, bool isParty) => mention.Kind switch
    {
        MentionKind.Other => MentionKind.Place,
        MentionKind.Organization or MentionKind.Group when toponym.IsLocative || (toponym.IsThere && !isParty) => MentionKind.Place,
        var kind => kind,
    };

    private static int WithoutArticle(string text, int start, int end) =>
        end - start > 4 && text.AsSpan(start, 4).Equals("the ", StringComparison.OrdinalIgnoreCase) ? start + 4 : start;
}
