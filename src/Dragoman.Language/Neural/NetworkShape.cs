using System.Text.Json.Serialization;

namespace Dragoman.Language.Neural;

/// <summary>The sizes of the network. Widths are multiples of 32.</summary>
public sealed record NetworkShape
{
    /// <summary>Numbers a word: width of the embeddings and of the convolutions. Default 128.</summary>
    public int Width { get; init; } = 128;

    /// <summary>Convolutions over a window of three words, one on the other. Default 3.</summary>
    public int Convolutions { get; init; } = 3;

    /// <summary>Recurrent layers that read the sentence both ways. Default 2.</summary>
    public int RecurrentLayers { get; init; } = 2;

    /// <summary>Numbers a word and direction of a recurrent layer; twice this is <see cref="Width"/>. Default 64.</summary>
    public int RecurrentWidth { get; init; } = 64;

    /// <summary>Width of the arc scorer's two views of a word. Default 96.</summary>
    public int ArcWidth { get; init; } = 96;

    /// <summary>Width of the relation scorer's views. Default 96.</summary>
    public int RelationWidth { get; init; } = 96;

    /// <summary>Numbers of a frozen word vector. Default 100.</summary>
    public int VectorWidth { get; init; } = 100;

    /// <summary>Whether the network reads what a sentence's marks and capitals say of each word. Default true; false for models of version 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ReadsContext { get; init; } = true;

    /// <summary>Width of the four views of a word that score arcs and relations, side by side.</summary>
    internal int ViewsWidth => 2 * ArcWidth + 2 * RelationWidth;

    /// <summary>Says whether the sizes fit each other.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A width is not a multiple of 32 within 32 … 1024, or a count not within 0 … 8.</exception>
    public void Validate()
    {
        Check(Width, nameof(Width));
        Check(RecurrentWidth, nameof(RecurrentWidth));
        Check(ArcWidth, nameof(ArcWidth));
        Check(RelationWidth, nameof(RelationWidth));
        ArgumentOutOfRangeException.ThrowIfLessThan(Convolutions, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Convolutions, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(RecurrentLayers, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(RecurrentLayers, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(VectorWidth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(VectorWidth, 1024);
        if (2 * RecurrentWidth != Width)
            throw new ArgumentOutOfRangeException(nameof(RecurrentWidth), RecurrentWidth, "Twice the recurrent width must be the width.");
    }

    private static void Check(int width, string name)
    {
        if (width < 32 || width > 1024 || width % 32 != 0)
            throw new ArgumentOutOfRangeException(name, width, "A width must be a multiple of 32, from 32 to 1024.");
    }
}
