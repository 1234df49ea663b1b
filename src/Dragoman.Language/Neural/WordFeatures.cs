namespace Dragoman.Language.Neural;

/// <summary>The views of a word's form that have embeddings of their own, in the order of the model's tables.</summary>
internal enum WordFeature
{
    /// <summary>The form in lower case, digits as 0, plain quotes.</summary>
    Word,

    /// <summary>Its first character.</summary>
    Prefix1,

    /// <summary>Its first three characters.</summary>
    Prefix3,

    /// <summary>Its last two characters.</summary>
    Suffix2,

    /// <summary>Its last three characters.</summary>
    Suffix3,

    /// <summary>Its last four characters.</summary>
    Suffix4,

    /// <summary>Cases and digits: <c>Xxxx</c>, <c>dd.dd</c>; runs over four cut.</summary>
    Shape,
}

/// <summary>Computes the views of a form.</summary>
internal static class WordFeatures
{
    /// <summary>Number of views.</summary>
    public const int Count = 7;

    /// <summary>Longest part of a form that is looked at; the middle of longer ones is left out.</summary>
    public const int MaxLength = 64;

    private const int MaxRun = 4;

    /// <summary>The form in lower case with plain quotes and dashes, as the word vectors have it.</summary>
    /// <param name="form">A form.</param>
    /// <param name="buffer">At least <see cref="MaxLength"/> characters.</param>
    /// <returns>The part of the buffer that was written.</returns>
    public static ReadOnlySpan<char> Lower(ReadOnlySpan<char> form, Span<char> buffer)
    {
        if (form.Length > MaxLength)
        {
            var half = MaxLength / 2;
            for (var i = 0; i < half; i++) buffer[i] = Plain(form[i]);
            for (var i = 0; i < half; i++) buffer[half + i] = Plain(form[form.Length - half + i]);
            return buffer[..MaxLength];
        }

        for (var i = 0; i < form.Length; i++) buffer[i] = Plain(form[i]);
        return buffer[..form.Length];
    }

    /// <summary>One view of a form.</summary>
    /// <param name="feature">Which.</param>
    /// <param name="form">The form.</param>
    /// <param name="lower">The form through <see cref="Lower"/>.</param>
    /// <param name="buffer">At least <see cref="MaxLength"/> characters.</param>
    public static ReadOnlySpan<char> View(WordFeature feature, ReadOnlySpan<char> form, ReadOnlySpan<char> lower, Span<char> buffer)
    {
        switch (feature)
        {
            case WordFeature.Prefix1:
                return lower[..Math.Min(1, lower.Length)];
            case WordFeature.Prefix3:
                return lower[..Math.Min(3, lower.Length)];
            case WordFeature.Suffix2:
                return lower[Math.Max(0, lower.Length - 2)..];
            case WordFeature.Suffix3:
                return lower[Math.Max(0, lower.Length - 3)..];
            case WordFeature.Suffix4:
                return lower[Math.Max(0, lower.Length - 4)..];
            case WordFeature.Shape:
                return Shape(form, buffer);
            default:
                for (var i = 0; i < lower.Length; i++) buffer[i] = char.IsDigit(lower[i]) ? '0' : lower[i];
                return buffer[..lower.Length];
        }
    }

    private static ReadOnlySpan<char> Shape(ReadOnlySpan<char> form, Span<char> buffer)
    {
        var length = 0;
        var run = 0;
        var previous = '\0';
        foreach (var c in form)
        {
            var kind = char.IsDigit(c) ? 'd' : char.IsUpper(c) ? 'X' : char.IsLetter(c) ? 'x' : Plain(c);
            run = kind == previous ? run + 1 : 1;
            previous = kind;
            if (run > MaxRun) continue;
            if (length == 20) break;
            buffer[length++] = kind;
        }

        return buffer[..length];
    }

    private static char Plain(char c) => c switch
    {
        '\u2018' or '\u2019' => '\'',
        '\u201C' or '\u201D' => '"',
        _ => char.ToLowerInvariant(c),
    };
}
