using System.Globalization;
using Dragoman.Store;
using Dragoman.Tests;

// Writer STORE FIRST BATCHES SIZE: adds batches FIRST, FIRST + 1 … of SIZE synthetic documents each, and says so after every one.
// With 0 BATCHES it opens the store for reading only, and says how many events it finds.
var first = int.Parse(args[1], CultureInfo.InvariantCulture);
var batches = int.Parse(args[2], CultureInfo.InvariantCulture);
var size = int.Parse(args[3], CultureInfo.InvariantCulture);
try
{
    if (batches == 0)
    {
        using var reader = EventStore.Open(args[0], new StoreOptions { ReadOnly = true });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"events {reader.Enumerate(EventQuery.Everything).Count()}"));
        return 0;
    }

    using var store = EventStore.Open(args[0]);
    Console.WriteLine("open");
    for (var batch = first; batch < first + batches; batch++)
    {
        var added = store.Add(Synthetic.Batch(batch, size));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"batch {batch} added {added}"));
    }

    return 0;
}
catch (StoreException exception)
{
    Console.WriteLine($"{exception.Failure}: {exception.Message}");
    return 1;
}
