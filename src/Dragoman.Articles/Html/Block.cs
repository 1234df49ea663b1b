namespace Dragoman.Articles.Html;

/// <summary>An element that holds blocks: a node of the page's layout.</summary>
internal sealed class Box(Box? parent, string tag, Roles roles, int first)
{
    /// <summary>The element around it; null for the page.</summary>
    public Box? Parent { get; } = parent;

    /// <summary>Name of the element.</summary>
    public string Tag { get; } = tag;

    /// <summary>What it says that it holds.</summary>
    public Roles Roles { get; } = roles;

    /// <summary>Index of its first block.</summary>
    public int First { get; } = first;

    /// <summary>Index behind its last block.</summary>
    public int End { get; set; } = first;

    /// <summary>Number of elements around it.</summary>
    public int Depth { get; } = (parent?.Depth ?? -1) + 1;

    /// <summary>True where it and all its blocks are left out.</summary>
    public bool IsDropped { get; set; }

    /// <summary>The nearest of itself and those around it that has one of the roles; null where none has.</summary>
    public Box? Nearest(Roles roles)
    {
        for (var box = this; box is not null; box = box.Parent)
        {
            if ((box.Roles & roles) != 0) return box;
        }

        return null;
    }

    /// <summary>True where it is or lies within an element of this name, no further out than the given box.</summary>
    public bool IsWithin(string tag, Box? limit = null)
    {
        for (var box = this; box is not null && box != limit; box = box.Parent)
        {
            if (box.Tag == tag) return true;
        }

        return false;
    }
}

/// <summary>A run of text that a page sets apart: a paragraph, heading, item or caption.</summary>
internal sealed class Block(Box box, string text, int linkCharacters)
{
    /// <summary>The innermost element around it.</summary>
    public Box Box { get; } = box;

    /// <summary>Its text, white space made one blank.</summary>
    public string Text { get; } = text;

    /// <summary>Share of its characters that are in links, 0 to 1.</summary>
    public double LinkDensity { get; } = text.Length == 0 ? 0 : Math.Min(1, (double)linkCharacters / text.Length);

    /// <summary>Number of words.</summary>
    public int Words { get; } = CountWords(text);

    /// <summary>True for h1 to h6.</summary>
    public bool IsHeading => Box.Tag is ['h', >= '1' and <= '6'];

    /// <summary>True where it reads as sentences: enough words, an end mark, few links.</summary>
    public bool IsProse => !IsHeading && LinkDensity < 0.5 && (Words >= 25 || (Words >= 6 && EndsAsSentence));

    /// <summary>True where its last character ends a sentence, quotes and brackets aside.</summary>
    public bool EndsAsSentence => Text.AsSpan().TrimEnd("\"'\u201D\u2019)] ") is { IsEmpty: false } end && end[^1] is '.' or '!' or '?' or ':' or ';' or '\u2026' or '\u3002' or '\uFF01' or '\uFF1F' or '\u0964' or '\u061F' or '\u06D4';

    /// <summary>True where it breaks off, as the beginning of another report on a list of them does.</summary>
    public bool BreaksOff => Text.AsSpan().TrimEnd("]) ") is var end && (end.EndsWith("...") || end.EndsWith("\u2026"));

    private static int CountWords(string text)
    {
        var words = 0;
        var inWord = false;
        var ideographs = 0;
        foreach (var character in text)
        {
            // Chinese and Japanese leave no blanks: two characters are about a word.
            if (character is >= '\u3040' and <= '\u9FFF')
            {
                ideographs++;
                inWord = false;
                continue;
            }

            var isWord = char.IsLetterOrDigit(character) || (inWord && character is '\'' or '\u2019' or '-' or '.');
            if (isWord && !inWord) words++;
            inWord = isWord;
        }

        return words + (ideographs / 2);
    }
}
