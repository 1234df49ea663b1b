namespace Dragoman.Language;

/// <summary>A name over the characters of a scored text.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">End.</param>
/// <param name="Kind">Its kind, such as <c>PER</c>.</param>
internal readonly record struct NameSpan(int Start, int End, string Kind)
{
    /// <summary>The names of a text, from <c>NER=B-PER</c> in the last column of its words; none crosses a sentence.</summary>
    /// <param name="text">The text.</param>
    public static HashSet<NameSpan> Of(ScoredText text)
    {
        var names = new HashSet<NameSpan>();
        var word = 0;
        foreach (var (_, end) in text.Sentences)
        {
            var (start, last, kind) = (-1, -1, "");
            for (; word < text.Words.Count && text.Words[word].End <= end; word++)
            {
                var tag = ConlluSentence.MiscValue(text.Words[word].Word.Misc, "NER");
                if (kind.Length > 0 && tag is { Length: > 2 } && tag[0] == 'I' && tag.AsSpan(2).SequenceEqual(kind))
                {
                    last = text.Words[word].End;
                    continue;
                }

                if (kind.Length > 0) names.Add(new NameSpan(start, last, kind));
                kind = tag is { Length: > 2 } && tag[0] is 'B' or 'I' ? tag[2..] : "";
                (start, last) = (text.Words[word].Start, text.Words[word].End);
            }

            if (kind.Length > 0) names.Add(new NameSpan(start, last, kind));
        }

        return names;
    }
}
