namespace Dragoman.Store.Tests;

public class PackedNumberTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 254)]
    [InlineData(70_000, 254)]
    [InlineData(70_000, 255)]
    [InlineData(140_000, 65_534)]
    [InlineData(140_000, 65_535)]
    [InlineData(200_000, 1_000_000)]
    public void Numbers_are_looked_up_in_their_order_however_large_they_are(int count, int greatest)
    {
        var random = new Random(count + greatest);
        var numbers = new PackedNumbers();
        var table = Enumerable.Range(0, greatest + 1).Select(number => number * 3).ToArray();
        for (var turn = 0; turn < 2; turn++)
        {
            var expected = new int[count];
            for (var i = 0; i < count; i++)
            {
                var number = i % 7 == 0 ? greatest : random.Next(-1, i < PackedNumbers.PieceLength ? Math.Min(200, greatest + 1) : greatest + 1);
                numbers.Add(number);
                expected[i] = number < 0 ? -1 : table[number];
            }

            Assert.Equal(count, numbers.Count);
            var found = new int[count];
            numbers.Look(table, found);
            Assert.Equal(expected, found);
            numbers.Clear();
        }
    }
}
