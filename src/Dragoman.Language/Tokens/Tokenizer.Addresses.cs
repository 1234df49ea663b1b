using System.Buffers;

namespace Dragoman.Language;

/// <summary>Addresses: web, e-mail, hosts and file names.</summary>
internal ref partial struct Tokenizer
{
    private const int MaxAddress = 2048;

    private static readonly SearchValues<char> AddressCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+-@~/&=#?");

    private static readonly SearchValues<char> UrlEnd = SearchValues.Create(" \t\r\n\f\v\u0085\u00A0\u2028\u2029\u3000\"<>{}|^`\u201C\u201D\u2018\u2019\u00AB\u00BB");

    private static readonly SearchValues<char> NotLocal = SearchValues.Create("/&=#?@");

    private static readonly SearchValues<char> LabelCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>
    /// Whether an address starts here. What is found to be none is not looked at again, so that a long chain of letters and
    /// dots costs no more than its length.
    /// </summary>
    private bool TryAddress(int start, out int end)
    {
        end = start;
        var window = _text[start..Math.Min(_text.Length, start + MaxAddress)];
        if (IsUrlStart(window))
        {
            end = start + UrlLength(window);
            return end > start;
        }

        var length = window.IndexOfAnyExcept(AddressCharacters);
        if (length < 0) length = window.Length;
        _noAddressBefore = start + length;
        var run = window[..length].TrimEnd("._%+-@~/&=#?");
        if (run.IndexOfAny('.', '@') < 0) return false;
        var found = EmailLength(run);
        if (found == 0) found = HostLength(run, window);
        if (found == 0) found = FileLength(run);
        if (found == 0) return false;
        end = start + found;
        return true;
    }

    private static bool IsUrlStart(ReadOnlySpan<char> window)
    {
        var letters = 0;
        while (letters < window.Length && letters < 12 && char.IsAsciiLetter(window[letters])) letters++;
        if (letters == 3 && window.Length > 5 && window.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && char.IsAsciiLetterOrDigit(window[4])) return true;
        if (letters == 0 || letters + 2 >= window.Length || window[letters] != ':') return false;
        var scheme = window[..letters];
        if (window[letters + 1] == '/' && window[letters + 2] == '/') return letters > 1;
        return char.IsAsciiLetterOrDigit(window[letters + 1])
            && (scheme.Equals("mailto", StringComparison.OrdinalIgnoreCase)
                || (scheme.Equals("doi", StringComparison.OrdinalIgnoreCase) && char.IsAsciiDigit(window[letters + 1])));
    }

    /// <summary>Length of a web address: to white space or a quotation mark, less the punctuation at its end.</summary>
    private static int UrlLength(ReadOnlySpan<char> window)
    {
        var length = window.IndexOfAny(UrlEnd);
        if (length < 0) length = window.Length;
        var url = window[..length];
        while (url.Length > 0)
        {
            var last = url[^1];
            if (last is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '*' or '\u2026' or '\u2014') url = url[..^1];
            else if (last == ')' && url.Count('(') < url.Count(')')) url = url[..^1];
            else if (last == ']' && url.Count('[') < url.Count(']')) url = url[..^1];
            else break;
        }

        // A bracket that opens in front of the address closes behind it, with whatever follows.
        var bracket = url.IndexOf(')');
        if (bracket >= 0 && url[..bracket].IndexOf('(') < 0) url = url[..bracket];
        bracket = url.IndexOf(']');
        if (bracket >= 0 && url[..bracket].IndexOf('[') < 0) url = url[..bracket];
        return url.Length;
    }

    private static int EmailLength(ReadOnlySpan<char> run)
    {
        var at = run.IndexOf('@');
        if (at <= 0 || at > 100) return 0;
        var local = run[..at];
        if (local.IndexOfAny(NotLocal) >= 0) return 0;
        var end = at + 1;
        while (end < run.Length)
        {
            var label = run[end..].IndexOfAnyExcept(LabelCharacters);
            if (label < 0) return run.Length;
            if (label == 0) break;
            end += label;
            if (run[end] is not ('.' or '_') || end + 1 >= run.Length || !char.IsAsciiLetterOrDigit(run[end + 1])) return end;
            end++;
        }

        return end > at + 1 ? end : 0;
    }

    /// <summary>Length of a host name with what follows it (example.org/page); 0 where it is none.</summary>
    private readonly int HostLength(ReadOnlySpan<char> run, ReadOnlySpan<char> window)
    {
        var slash = run.IndexOfAny("/?#");
        var host = slash < 0 ? run : run[..slash];
        if (!TryEnding(host, out var kind, out var labels)) return 0;
        var strong = kind == FormKind.Domain || (kind == FormKind.Weak && (labels > 2 || slash > 0));
        // News groups and the like: three or more words in lower case.
        if (!strong && (labels < 3 || !IsLowerHost(host))) return 0;
        return slash < 0 ? host.Length : Math.Max(host.Length, UrlLength(window[..Math.Min(window.Length, MaxAddress)]));
    }

    private static bool IsLowerHost(ReadOnlySpan<char> host)
    {
        var label = 0;
        foreach (var character in host)
        {
            if (character == '.')
            {
                if (label < 2) return false;
                label = 0;
            }
            else if (char.IsAsciiLetterLower(character) || character == '-')
            {
                label++;
            }
            else
            {
                return false;
            }
        }

        return label > 1;
    }

    /// <summary>Length of a file name (report-2.pdf); 0 where it is none.</summary>
    private readonly int FileLength(ReadOnlySpan<char> run)
    {
        var slash = run.IndexOf('/');
        var name = slash < 0 ? run : run[..slash];
        return TryEnding(name, out var kind, out _) && kind == FormKind.File ? name.Length : 0;
    }

    /// <summary>The kind of what stands behind the last dot, where all in front is letters, digits, hyphens and dots.</summary>
    private readonly bool TryEnding(ReadOnlySpan<char> name, out FormKind kind, out int labels)
    {
        Span<char> lower = stackalloc char[12];
        kind = FormKind.None;
        labels = name.Count('.') + 1;
        var dot = name.LastIndexOf('.');
        if (dot <= 0 || name.Length - dot - 1 is 0 or > 12 || name.Contains("..", StringComparison.Ordinal) || name.Contains('@')) return false;
        var ending = name[(dot + 1)..];
        // "ended.It" is a missing space; "ENDED.COM" and "Newsfeed.Com" are not.
        if (ending is "Com" or "Net" or "Org" && char.IsAsciiLetterUpper(name[0])) kind = FormKind.Domain;
        else if (char.IsAsciiLetterUpper(ending[0]) && char.IsAsciiLetterLower(ending[^1])) return false;
        ending.ToLowerInvariant(lower);
        if (kind == FormKind.None) kind = _tables.Ending(lower[..ending.Length]);
        return true;
    }
}
