using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Dragoman.Knowledge;
using Dragoman.Language.Neural;
using Dragoman.Records;

namespace Dragoman.Coding.Learned;

/// <summary>The word vectors of the language model.</summary>
internal sealed class ModelVectors(LanguageModel model) : ILayerVectors
{
    public int Width => model.VectorWidth();

    public int Find(ReadOnlySpan<char> form) => model.FindVector(form);

    public void Add(int row, Span<float> target) => model.AddVector(row, target);
}

/// <summary>Modes of all types as one list; what stands at an index never changes while the ontology's table does not.</summary>
internal static class LayerModes
{
    /// <summary>Type and mode, in the order of types and then of the table.</summary>
    public static IReadOnlyList<(EventType Type, string Mode)> All { get; } = Make();

    /// <summary>The index of a mode, or of the type without mode; −1 where there is no such mode.</summary>
    public static int Of(EventType type, string? mode)
    {
        mode ??= "";
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i].Type == type && All[i].Mode == mode)
                return i;
        }

        return -1;
    }

    private static List<(EventType Type, string Mode)> Make()
    {
        var all = new List<(EventType Type, string Mode)>();
        for (var type = EventType.Agree; type <= EventType.Assault; type++)
        {
            foreach (var mode in Ontology.Current.Modes.Where(mode => mode.Type == type).Select(mode => mode.Mode ?? "").Order(StringComparer.Ordinal))
                all.Add((type, mode));
        }

        return all;
    }
}

/// <summary>A trained layer: networks that vote, and what makes their answers confidences.</summary>
/// <param name="Networks">Networks that differ by their seed.</param>
/// <param name="Calibration">Slope and shift of the log odds, for events that a frame reads and for those that none reads.</param>
internal sealed record LayerModel(IReadOnlyList<LayerNetwork> Networks, float[] Calibration)
{
    /// <summary>Weights of the <see cref="TopicModel"/>; empty for none.</summary>
    public float[] Topic { get; init; } = [];

    private static readonly byte[] Magic = "DRGLAYR2"u8.ToArray();

    /// <summary>Writes the layer: one byte a number, one factor a row.</summary>
    public void Save(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, true);
        writer.Write(Magic);
        writer.Write(Calibration.Length);
        foreach (var value in Calibration)
            writer.Write(value);
        writer.Write(Topic.Length);
        foreach (var value in Topic)
            writer.Write(value);
        writer.Write(Networks.Count);
        foreach (var network in Networks)
        {
            var shape = network.Shape;
            foreach (var size in new[] { shape.VectorWidth, shape.WordFeatures, shape.PairFeatures, shape.Modes, shape.Inner, shape.Hidden, shape.Outer })
                writer.Write(size);
            foreach (var key in network.Words.Keys())
                writer.Write(key);
            foreach (var key in network.Pairs.Keys())
                writer.Write(key);
            Rows(writer, network.Values.AsSpan(0, shape.Dense), 16, true);
            Rows(writer, network.Values.AsSpan(shape.Dense, shape.Pair - shape.Dense), shape.Hidden, false);
            Rows(writer, network.Values.AsSpan(shape.Pair), shape.Outer, false);
        }
    }

    /// <summary>Reads a layer.</summary>
    /// <param name="stream">What <see cref="Save"/> wrote.</param>
    /// <exception cref="InvalidDataException">It is something else, or damaged.</exception>
    public static LayerModel Load(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, true);
        try
        {
            if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
                throw new InvalidDataException("This is no learned layer of the event coder, or one of another version: train it again.");
            var calibration = new float[Sized(reader, 16)];
            for (var i = 0; i < calibration.Length; i++)
                calibration[i] = reader.ReadSingle();
            var topic = new float[Sized(reader, 4096)];
            for (var i = 0; i < topic.Length; i++)
                topic[i] = reader.ReadSingle();
            var networks = new LayerNetwork[Sized(reader, 16)];
            for (var n = 0; n < networks.Length; n++)
            {
                var shape = new LayerShape(
                    Sized(reader, 1000), Sized(reader, 1 << 18), Sized(reader, 1 << 18), Sized(reader, 1000), Sized(reader, 1000), Sized(reader, 1000), Sized(reader, 1000));
                if (shape.Modes != LayerModes.All.Count)
                    throw new InvalidDataException("The learned layer was trained with another table of modes: train it again.");
                // Networks of one training have the same tables: one is kept, so that a feature is looked up once for all of them.
                var words = Table(reader, shape.WordFeatures, n > 0 ? networks[0].Words : null);
                var pairs = Table(reader, shape.PairFeatures, n > 0 ? networks[0].Pairs : null);
                var values = new float[shape.Total];
                Rows(reader, values.AsSpan(0, shape.Dense), 16, true);
                Rows(reader, values.AsSpan(shape.Dense, shape.Pair - shape.Dense), shape.Hidden, false);
                Rows(reader, values.AsSpan(shape.Pair), shape.Outer, false);
                networks[n] = new LayerNetwork(shape, values, words, pairs);
            }

            return new LayerModel(networks, calibration) { Topic = topic };
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("The learned layer is cut off: train it again.", e);
        }
    }

    private static int Sized(BinaryReader reader, int most)
    {
        var value = reader.ReadInt32();
        return value >= 0 && value <= most ? value : throw new InvalidDataException("The learned layer is damaged: a size is out of bounds.");
    }

    private static FeatureTable Table(BinaryReader reader, int count, FeatureTable? known)
    {
        var keys = new ulong[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(keys.AsSpan()));
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(keys, keys);
        return known is not null && known.Has(keys) ? known : new FeatureTable(keys);
    }

    // Matrices keep half precision; rows of tables a byte a number, and rows of zeros no numbers at all.
    private static void Rows(BinaryWriter writer, ReadOnlySpan<float> values, int width, bool half)
    {
        for (var at = 0; at < values.Length; at += width)
        {
            var row = values.Slice(at, Math.Min(width, values.Length - at));
            if (half)
            {
                foreach (var value in row)
                    writer.Write((Half)value);
                continue;
            }

            var most = 0f;
            foreach (var value in row)
                most = Math.Max(most, Math.Abs(value));
            var factor = (Half)(most / 127f);
            if ((float)factor == 0)
                factor = default;
            writer.Write(factor);
            if (factor == default)
                continue;
            foreach (var value in row)
                writer.Write((sbyte)Math.Clamp(MathF.Round(value / (float)factor), -127, 127));
        }
    }

    private static void Rows(BinaryReader reader, Span<float> values, int width, bool half)
    {
        if (half)
        {
            var halves = new Half[values.Length];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(halves.AsSpan()));
            for (var i = 0; i < halves.Length; i++)
                values[i] = (float)(BitConverter.IsLittleEndian ? halves[i] : BitConverter.Int16BitsToHalf(BinaryPrimitives.ReverseEndianness(BitConverter.HalfToInt16Bits(halves[i]))));
            return;
        }

        var bytes = new byte[width];
        for (var at = 0; at < values.Length; at += width)
        {
            var row = values.Slice(at, Math.Min(width, values.Length - at));
            var factor = (float)reader.ReadHalf();
            if (factor == 0)
                continue;
            reader.BaseStream.ReadExactly(bytes.AsSpan(0, row.Length));
            for (var i = 0; i < row.Length; i++)
                row[i] = (sbyte)bytes[i] * factor;
        }
    }
}
