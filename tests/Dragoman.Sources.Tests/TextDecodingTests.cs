using System.Text;
using CsCheck;
using Dragoman.Records;
using Dragoman.Sources;

namespace Dragoman.Tests;

public sealed class TextDecodingTests
{
    private const string Words = "Le président a reçu la délégation à l’Élysée — 12 € au total.";

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Words) },
        { "UTF-8 with a mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Words)] },
        { "UTF-16 with a mark", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Words)] },
        { "UTF-16, big end first, with a mark", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Words)] },
        { "UTF-16 without a mark", Encoding.Unicode.GetBytes(Words) },
        { "UTF-16, big end first, without a mark", Encoding.BigEndianUnicode.GetBytes(Words) },
        { "UTF-32 with a mark", [.. Encoding.UTF32.Preamble, .. Encoding.UTF32.GetBytes(Words)] },
        { "Windows-1252", CharsetDeclaration.Windows1252.GetBytes(Words) },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Bytes_of_each_encoding_give_the_same_text(string encoding, byte[] bytes)
    {
        Assert.NotEmpty(encoding);
        Assert.Equal(Words, TextDecoding.Decode(bytes, html: false));
    }

    [Fact]
    public void Cyrillic_in_UTF_16_without_a_mark_is_known_by_its_blanks()
    {
        const string text = "Министры встретились в столице, сообщило агентство. Переговоры продолжатся завтра.";
        Assert.Equal(text, TextDecoding.Decode(Encoding.Unicode.GetBytes(text + "\n"), html: false).TrimEnd());
    }

    [Theory]
    [InlineData("<html><head><meta charset=\"windows-1251\"></head><body>", 1251)]
    [InlineData("<html><head><meta http-equiv='Content-Type' content='text/html; charset=koi8-r'></head><body>", 20866)]
    [InlineData("<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss>", 1251)]
    public void A_charset_named_in_the_markup_counts(string head, int codePage)
    {
        const string text = "Совет принял решение";
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!;
        Assert.Equal(head + text, TextDecoding.Decode(encoding.GetBytes(head + text), html: true));
    }

    [Fact]
    public void A_charset_that_the_bytes_contradict_does_not_count()
    {
        const string page = "<meta charset=iso-8859-5><p>Überprüfung der Vorwürfe</p>";
        Assert.Equal(page, TextDecoding.Decode(Encoding.UTF8.GetBytes(page), html: true));
    }

    [Fact]
    public void Pieces_in_another_encoding_do_not_spoil_the_rest()
    {
        byte[] mixed = [.. "Ministère à Genève; "u8, .. CharsetDeclaration.Windows1252.GetBytes("café "), .. "fermé"u8];
        Assert.Equal("Ministère à Genève; café fermé", TextDecoding.Decode(mixed, html: false));
    }

    [Theory]
    [InlineData("", ErrorCodes.Empty)]
    [InlineData(" \r\n\t \u00A0\n", ErrorCodes.Empty)]
    [InlineData("%PDF-1.7\0\0\0", ErrorCodes.Binary)]
    [InlineData("some words\0and a zero byte in an odd place\0", ErrorCodes.Binary)]
    public void What_is_no_text_is_refused_with_its_code(string text, string code)
    {
        var exception = Assert.Throws<InputException>(() => TextDecoding.Decode(Encoding.UTF8.GetBytes(text), html: false));
        Assert.Equal(code, exception.Code);
    }

    [Fact]
    public void Random_bytes_are_binary()
    {
        var bytes = new byte[20_000];
        new Random(7).NextBytes(bytes);
        Assert.Equal(ErrorCodes.Binary, Assert.Throws<InputException>(() => TextDecoding.Decode(bytes, html: false)).Code);
    }

    [Fact]
    public void Bytes_of_any_kind_give_text_or_a_documented_error() => Check.Sample(
        Gen.Byte.Array[0, 300],
        bytes =>
        {
            try
            {
                return TextDecoding.Decode(bytes, html: true).Length > 0;
            }
            catch (InputException exception)
            {
                return exception.Code is ErrorCodes.Binary or ErrorCodes.Empty;
            }
        });
}
