using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dragoman.Coding.Learned;

/// <summary>
/// Scores the pairs of a sentence with one network: the numbers that <see cref="LayerPass"/> gives, bit for bit, without what only training needs. What several
/// pairs share is worked out once: a word's products once for as long as they are kept, a word's part once a sentence, a side's part once a side, and modes and factuality only where they are asked for. Used
/// again for sentence after sentence by one thread; allocates only where a sentence is longer, or has more sides, than any before.
/// </summary>
internal sealed class LayerScorer
{
    private const int Distances = 7;

    // Words whose parts are kept, a power of two. Vectors lie in the order of frequency: each of the most frequent words has a place of its own.
    private const int Kept = 4096;

    // What is kept of a word: its products as itself, as a head and as an object.
    private const int PartsOfWord = 3;

    private readonly LayerNetwork _network;
    private readonly LayerShape _shape;
    private readonly ILayerVectors _vectors;
    private readonly float[] _vector;
    private readonly float[] _pooled;
    private readonly float[] _outer;
    private readonly float[] _types = new float[LayerShape.Types];
    private readonly float[] _modes;
    private readonly float[] _facts = new float[LayerShape.Factualities];
    private readonly int[] _fixedRows;
    private LayerSides _sides = null!;
    private readonly float[] _inner;
    private readonly int[] _keptWords = new int[Kept];
    private readonly float[] _keptParts;
    private float[] _parts = [];
    private float[] _base = [];
    private float[] _actor = [];
    private float[] _hidden = [];
    private float[] _shares = [];
    private float[] _recipients = [];
    private int[] _rows = [];
    private int _actorAt = -1;

    public LayerScorer(LayerNetwork network, ILayerVectors vectors)
    {
        _network = network;
        _shape = network.Shape;
        _vectors = vectors;
        _vector = new float[_shape.VectorWidth];
        _pooled = new float[LayerShape.Looks * _shape.Hidden];
        _outer = new float[_shape.Outer];
        _modes = new float[_shape.Modes];
        _inner = new float[_shape.Inner];
        _keptParts = new float[Kept * PartsOfWord * _shape.Hidden];
        Array.Fill(_keptWords, -1);

        // Features of a pair that do not depend on its words: given and alone, distance, overlap, one country.
        _fixedRows = new int[4 + (2 * Distances) + 4];
        for (var k = 0; k < 4; k++)
            _fixedRows[k] = network.Pairs.Row(LayerInput.GivenKey((k & 1) != 0, (k & 2) != 0));
        for (var k = 0; k < 2 * Distances; k++)
            _fixedRows[4 + k] = network.Pairs.Row(LayerInput.DistanceKey((k & 1) != 0, k >> 1));
        for (var k = 0; k < 2; k++)
        {
            _fixedRows[4 + (2 * Distances) + k] = network.Pairs.Row(LayerInput.OverlapKey(k != 0));
            _fixedRows[6 + (2 * Distances) + k] = network.Pairs.Row(LayerInput.CountryKey(k != 0));
        }
    }

    /// <summary>Scores of no event and the sixteen types of the pair that was scored last, before they are made shares.</summary>
    public ReadOnlySpan<float> Types => _types;

    /// <summary>Scores of all modes of that pair, once <see cref="Detail"/> was called.</summary>
    public ReadOnlySpan<float> Modes => _modes;

    /// <summary>Its scores of factuality, once <see cref="Detail"/> was called.</summary>
    public ReadOnlySpan<float> Facts => _facts;

    /// <summary>Share of the first look that each word got.</summary>
    public ReadOnlySpan<float> Looks => _shares.AsSpan(0, _sides.Input.Count);

    /// <summary>Begins a sentence.</summary>
    /// <param name="sides">Its words and who may be a side.</param>
    /// <param name="withFrames">Whether the network sees what the frames found.</param>
    public void Begin(LayerSides sides, bool withFrames)
    {
        _sides = sides;
        _actorAt = -1;
        var input = sides.Input;
        int count = input.Count, hidden = _shape.Hidden;
        Grow(count, sides.Count);
        for (var i = 0; i < count; i++)
        {
            if (input.Vectors[i] >= 0)
                Parts(input.Vectors[i]).CopyTo(_parts.AsSpan(i * PartsOfWord * hidden));
        }

        var rows = sides.WordRows(_network.Words);
        var bias = _network.Slice(_shape.Bias, hidden);
        for (var i = 0; i < count; i++)
        {
            var target = _base.AsSpan(i * hidden, hidden);
            bias.CopyTo(target);
            if (input.Vectors[i] >= 0)
                Kernels.Add(target, _parts.AsSpan(i * PartsOfWord * hidden, hidden));
            if (input.Heads[i] is >= 0 and var above && input.Vectors[above] >= 0)
                Kernels.Add(target, _parts.AsSpan(((above * PartsOfWord) + 1) * hidden, hidden));
            if (input.Objects[i] is >= 0 and var below && input.Vectors[below] >= 0)
                Kernels.Add(target, _parts.AsSpan(((below * PartsOfWord) + 2) * hidden, hidden));
            var end = withFrames ? input.Starts[i + 1] : input.FrameStarts[i];
            for (var k = input.Starts[i]; k < end; k++)
            {
                var row = rows[k];
                if (row >= 0)
                    Kernels.Add(target, _network.Slice(_shape.Word + (row * hidden), hidden));
            }
        }

        sides.SideRows(_network.Pairs).CopyTo(_rows);
        for (var s = 0; s < sides.Count; s++)
        {
            if (sides.IsRecipient(s))
                Reached(s, _shape.RecipientUp, _shape.RecipientDown, _recipients.AsSpan(s * count * hidden, count * hidden));
        }
    }

    /// <summary>A word's products with the three matrices, kept from the last time that it was met where no other has taken its place.</summary>
    private ReadOnlySpan<float> Parts(int word)
    {
        int place = word & (Kept - 1), hidden = _shape.Hidden;
        var parts = _keptParts.AsSpan(place * PartsOfWord * hidden, PartsOfWord * hidden);
        if (_keptWords[place] == word)
            return parts;
        _keptWords[place] = word;
        Array.Clear(_vector);
        _vectors.Add(word, _vector);
        Array.Clear(_inner);
        Kernels.AddProduct(_inner, _vector, _network.Slice(_shape.Project, _shape.VectorWidth * _shape.Inner));
        parts.Clear();
        Kernels.AddProduct(parts[..hidden], _inner, _network.Slice(_shape.Self, _shape.Inner * hidden));
        Kernels.AddProduct(parts.Slice(hidden, hidden), _inner, _network.Slice(_shape.Head, _shape.Inner * hidden));
        Kernels.AddProduct(parts[(2 * hidden)..], _inner, _network.Slice(_shape.Object, _shape.Inner * hidden));
        return parts;
    }

    /// <summary>Scores a pair.</summary>
    /// <param name="actor">Number of the actor among the sides.</param>
    /// <param name="recipient">Number of the recipient; −1 for none.</param>
    /// <param name="given">Whether the sides were given.</param>
    /// <param name="signal">What the frames say.</param>
    public void Score(int actor, int recipient, bool given, RuleSignal signal)
    {
        int count = _sides.Input.Count, hidden = _shape.Hidden, outer = _shape.Outer;
        if (_actorAt != actor)
            Begin(actor);
        Words(actor, recipient, count, hidden);
        Kernels.Softmax(_shares.AsSpan(0, count));
        Kernels.Softmax(_shares.AsSpan(count, count));
        Pool(count, hidden);
        _network.Slice(_shape.OuterBias, outer).CopyTo(_outer);
        Kernels.AddProduct(_outer, _pooled, _network.Slice(_shape.Combine, LayerShape.Looks * hidden * outer));
        AddRow(_fixedRows[(given ? 1 : 0) + (recipient < 0 ? 2 : 0)]);
        for (var k = 0; k < LayerSides.ActorKeys; k++)
            AddRow(_rows[(actor * LayerSides.KeysOfSide) + k]);
        if (recipient >= 0)
        {
            for (var k = LayerSides.ActorKeys; k < LayerSides.KeysOfSide; k++)
                AddRow(_rows[(recipient * LayerSides.KeysOfSide) + k]);
            LayerSpan one = _sides[actor], other = _sides[recipient];
            AddRow(_fixedRows[4 + (one.First < other.First ? 1 : 0) + (2 * LayerInput.Distance(one, other))]);
            AddRow(_network.Pairs.Row(_sides.SectorKey(actor, recipient)));
            AddRow(_fixedRows[4 + (2 * Distances) + (LayerInput.Overlap(one, other) ? 1 : 0)]);
            AddRow(_fixedRows[6 + (2 * Distances) + (LayerInput.OneCountry(one, other) ? 1 : 0)]);
        }

        for (var k = 0; k < outer; k++)
            _outer[k] = Math.Max(_outer[k], 0f);
        _network.Slice(_shape.TypeBias, LayerShape.Types).CopyTo(_types);
        Kernels.AddProduct(_types, _outer, _network.Slice(_shape.TypeOut, outer * LayerShape.Types));
        Kernels.Add(_types, _network.Slice(_shape.Rules + (signal.Index * LayerShape.Types), LayerShape.Types));
    }

    /// <summary>Works out <see cref="Modes"/> and <see cref="Facts"/> of the pair that was scored last.</summary>
    public void Detail()
    {
        _network.Slice(_shape.ModeBias, _shape.Modes).CopyTo(_modes);
        Kernels.AddProduct(_modes, _outer, _network.Slice(_shape.ModeOut, _shape.Outer * _shape.Modes));
        _network.Slice(_shape.FactBias, LayerShape.Factualities).CopyTo(_facts);
        Kernels.AddProduct(_facts, _outer, _network.Slice(_shape.FactOut, _shape.Outer * LayerShape.Factualities));
    }

    private void AddRow(int row)
    {
        if (row >= 0)
            Kernels.Add(_outer, _network.Slice(_shape.Pair + (row * _shape.Outer), _shape.Outer));
    }

    /// <summary>The words as an actor reaches them.</summary>
    private void Begin(int actor)
    {
        int count = _sides.Input.Count, hidden = _shape.Hidden;
        var reached = _hidden.AsSpan(0, count * hidden);
        Reached(actor, _shape.ActorUp, _shape.ActorDown, reached);
        _base.AsSpan(0, count * hidden).CopyTo(_actor);
        Kernels.Add(_actor.AsSpan(0, count * hidden), reached);
        _actorAt = actor;
    }

    /// <summary>Rows of the two tables of paths, from a side to every word.</summary>
    private void Reached(int side, int up, int down, Span<float> target)
    {
        int count = _sides.Input.Count, hidden = _shape.Hidden;
        ReadOnlySpan<int> ups = _sides.Up(side), downs = _sides.Down(side);
        for (var i = 0; i < count; i++)
            Kernels.Sum(target.Slice(i * hidden, hidden), _network.Slice(up + (ups[i] * hidden), hidden), _network.Slice(down + (downs[i] * hidden), hidden));
    }

    /// <summary>What each word is to the pair, and how much it draws the two looks.</summary>
    private void Words(int actor, int recipient, int count, int hidden)
    {
        LayerSpan who = _sides[actor];
        LayerSpan? whom = recipient >= 0 ? _sides[recipient] : null;
        ref var from = ref MemoryMarshal.GetArrayDataReference(_actor);
        ref var reached = ref _recipients[Math.Max(recipient, 0) * count * hidden];
        ref var into = ref MemoryMarshal.GetArrayDataReference(_hidden);
        ref var orders = ref MemoryMarshal.GetReference(_network.Slice(_shape.Order, LayerShape.Orders * hidden));
        ref var eyes = ref MemoryMarshal.GetReference(_network.Slice(_shape.Look, LayerShape.Looks * hidden));
        for (var i = 0; i < count; i++)
        {
            int at = i * hidden, order = LayerPass.OrderOf(i, who, whom) * hidden, k = 0;
            var one = Vector256<float>.Zero;
            var two = Vector256<float>.Zero;
            for (; k + 8 <= hidden; k += 8)
            {
                var value = Vector256.LoadUnsafe(ref from, (nuint)(at + k));
                if (recipient >= 0)
                    value += Vector256.LoadUnsafe(ref reached, (nuint)(at + k));
                value = Vector256.MaxNative(value + Vector256.LoadUnsafe(ref orders, (nuint)(order + k)), Vector256<float>.Zero);
                value.StoreUnsafe(ref into, (nuint)(at + k));
                one += value * Vector256.LoadUnsafe(ref eyes, (nuint)k);
                two += value * Vector256.LoadUnsafe(ref eyes, (nuint)(hidden + k));
            }

            float first = Kernels.Lanes(one), second = Kernels.Lanes(two);
            for (; k < hidden; k++)
            {
                var value = _actor[at + k];
                if (recipient >= 0)
                    value += _recipients[(recipient * count * hidden) + at + k];
                value = Math.Max(value + _network.Values[_shape.Order + order + k], 0f);
                _hidden[at + k] = value;
                first += value * _network.Values[_shape.Look + k];
                second += value * _network.Values[_shape.Look + hidden + k];
            }

            _shares[i] = first;
            _shares[count + i] = second;
        }
    }

    /// <summary>Sums of the words, each by its share of a look; the last look sees all alike.</summary>
    private void Pool(int count, int hidden)
    {
        ref var words = ref MemoryMarshal.GetArrayDataReference(_hidden);
        ref var shares = ref MemoryMarshal.GetArrayDataReference(_shares);
        ref var pooled = ref MemoryMarshal.GetArrayDataReference(_pooled);
        var alike = 1f / count;
        var all = Vector256.Create(alike);
        var k = 0;
        for (; k + 8 <= hidden; k += 8)
        {
            Vector256<float> one = default, two = default, three = default;
            for (var i = 0; i < count; i++)
            {
                var value = Vector256.LoadUnsafe(ref words, (nuint)((i * hidden) + k));
                one += Vector256.Create(System.Runtime.CompilerServices.Unsafe.Add(ref shares, i)) * value;
                two += Vector256.Create(System.Runtime.CompilerServices.Unsafe.Add(ref shares, count + i)) * value;
                three += all * value;
            }

            one.StoreUnsafe(ref pooled, (nuint)k);
            two.StoreUnsafe(ref pooled, (nuint)(hidden + k));
            three.StoreUnsafe(ref pooled, (nuint)((2 * hidden) + k));
        }

        for (; k < hidden; k++)
        {
            float one = 0, two = 0, three = 0;
            for (var i = 0; i < count; i++)
            {
                var value = _hidden[(i * hidden) + k];
                one += _shares[i] * value;
                two += _shares[count + i] * value;
                three += alike * value;
            }

            (_pooled[k], _pooled[hidden + k], _pooled[(2 * hidden) + k]) = (one, two, three);
        }
    }

    private void Grow(int count, int sides)
    {
        var hidden = _shape.Hidden;
        if (_base.Length < count * hidden)
        {
            var size = Math.Max(64, 2 * count);
            _parts = new float[size * PartsOfWord * hidden];
            _base = new float[size * hidden];
            _actor = new float[size * hidden];
            _hidden = new float[size * hidden];
            _shares = new float[size * 2];
        }

        if (_recipients.Length < Math.Max(1, sides) * count * hidden)
            _recipients = new float[2 * Math.Max(1, sides) * count * hidden];
        if (_rows.Length < sides * LayerSides.KeysOfSide)
            _rows = new int[2 * sides * LayerSides.KeysOfSide];
    }
}
