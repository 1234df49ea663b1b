namespace Dragoman.Language.Neural;

/// <summary>
/// What a word's sentence says of it before anything is learned: whether it stands between quotation marks or brackets, which of them belong
/// together, and how the sentence is written (plainly, with capitals on most words as in headlines, in capitals; with a final mark or without).
/// A network reads that from tables of a few rows. Linear in the length of the sentence, but for marks that are never closed (bounded by
/// <see cref="NeuralAnalyzer.MaxSentence"/>).
/// </summary>
internal static class SentenceContext
{
    /// <summary>Rows of the table of marks: four places times four roles.</summary>
    public const int Pairings = 16;

    /// <summary>Rows of the table of writing: three kinds of capitals, with a final mark or without.</summary>
    public const int Writings = 6;

    private const byte Small = 0;
    private const byte Capital = 1;
    private const byte Capitals = 2;
    private const byte Open = 4;
    private const byte Close = 5;
    private const byte OpenQuote = 6;
    private const byte CloseQuote = 7;
    private const byte Quote = 8;
    private const byte Final = 9;
    private const byte Other = 10;

    private const int Opens = 1;
    private const int Closes = 2;
    private const int Alone = 3;

    /// <summary>What a form is by its characters alone.</summary>
    /// <param name="form">A form.</param>
    public static byte Kind(ReadOnlySpan<char> form)
    {
        if (form.Length == 1)
        {
            switch (form[0])
            {
                case '(' or '[' or '{': return Open;
                case ')' or ']' or '}': return Close;
                case '\u201C' or '\u00AB' or '\u201E': return OpenQuote;
                case '\u201D' or '\u00BB': return CloseQuote;
                case '"': return Quote;
                case '.' or '!' or '?' or '\u2026': return Final;
            }
        }

        if (form is "``") return OpenQuote;
        if (form is "''") return CloseQuote;
        if (form is "...") return Final;
        var letters = 0;
        var capitals = 0;
        foreach (var c in form)
        {
            if (!char.IsLetter(c)) continue;
            letters++;
            if (char.IsUpper(c)) capitals++;
        }

        if (letters == 0) return Other;
        if (capitals == letters && letters > 1) return Capitals;
        return char.IsUpper(form[0]) ? Capital : Small;
    }

    /// <summary>Finds the rows of a sentence.</summary>
    /// <param name="kinds">What each form is.</param>
    /// <param name="pairings">Receives each word's row in the table of marks.</param>
    /// <param name="stack">Scratch, as long as the sentence.</param>
    /// <returns>The sentence's row in the table of writing.</returns>
    public static int Fill(ReadOnlySpan<byte> kinds, Span<int> pairings, Span<int> stack)
    {
        int small = 0, capital = 0, capitals = 0, depth = 0;
        pairings.Clear();
        for (var i = 0; i < kinds.Length; i++)
        {
            switch (kinds[i])
            {
                case Small: small++; break;
                case Capital: capital++; break;
                case Capitals: capitals++; break;
                case Open or OpenQuote:
                    stack[depth++] = i;
                    break;
                case Close:
                    depth = Match(kinds, pairings, stack, depth, i, Open);
                    break;
                case CloseQuote:
                    depth = Match(kinds, pairings, stack, depth, i, OpenQuote);
                    break;
                case Quote:
                    var before = depth;
                    depth = Match(kinds, pairings, stack, depth, i, Quote);
                    if (depth == before && pairings[i] == Alone)
                    {
                        pairings[i] = 0;
                        stack[depth++] = i;
                    }

                    break;
            }
        }

        while (depth > 0) pairings[stack[--depth]] = Alone;
        int quotes = 0, brackets = 0;
        for (var i = 0; i < kinds.Length; i++)
        {
            var role = pairings[i];
            var bracket = kinds[i] is Open or Close;
            if (role == Closes)
            {
                if (bracket) brackets--;
                else quotes--;
            }

            pairings[i] = 4 * ((quotes > 0 ? 1 : 0) + (brackets > 0 ? 2 : 0)) + role;
            if (role != Opens) continue;
            if (bracket) brackets++;
            else quotes++;
        }

        var words = small + capital + capitals;
        var writing = words < 3 ? 0 : 2 * capitals > words ? 2 : 5 * (capital + capitals) > 3 * words ? 1 : 0;
        var ends = kinds.Length > 0 && (kinds[^1] == Final || (kinds.Length > 1 && kinds[^2] == Final));
        return 2 * writing + (ends ? 1 : 0);
    }

    /// <summary>Closes the last mark of a kind that is open; those above it stay alone.</summary>
    private static int Match(ReadOnlySpan<byte> kinds, Span<int> pairings, Span<int> stack, int depth, int index, byte kind)
    {
        for (var at = depth - 1; at >= 0; at--)
        {
            if (kinds[stack[at]] != kind) continue;
            pairings[stack[at]] = Opens;
            pairings[index] = Closes;
            for (var above = at + 1; above < depth; above++) pairings[stack[above]] = Alone;
            return at;
        }

        pairings[index] = Alone;
        return depth;
    }
}
