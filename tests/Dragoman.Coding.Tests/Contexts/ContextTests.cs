using Dragoman.Coding.Contexts;
using Dragoman.Knowledge;
using Dragoman.Records;
using Dragoman.Tests;

namespace Dragoman.Coding.Tests.Contexts;

/// <summary>What events are about, by tables. Cases: text, contexts that must be there, contexts that must not.</summary>
public sealed class ContextTests
{
    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var line in File.ReadAllLines(Repository.Path("tests", "Dragoman.Coding.Tests", "Contexts", "cases.tsv")).Skip(1))
            {
                var cells = line.Split('\t');
                data.Add(cells[0], cells[1], cells[2]);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_contexts_of_the_case_hold(string text, string has, string lacks)
    {
        var events = Tests.Reading.CodeFully(text).Events;
        Assert.NotEmpty(events);
        var contexts = events.SelectMany(told => told.Contexts).ToHashSet();
        Assert.All(has.Split(' ', StringSplitOptions.RemoveEmptyEntries), context => Assert.Contains(context, contexts));
        Assert.All(lacks.Split(' ', StringSplitOptions.RemoveEmptyEntries), context => Assert.DoesNotContain(context, contexts));
    }

    [Fact]
    public void Every_context_has_words_and_a_case()
    {
        var byWords = ContextTables.Words.Values.SelectMany(entries => entries).Select(entry => Ontology.Current.Contexts[entry.Context]).ToHashSet();
        Assert.Equal(Ontology.Current.Contexts.Order(), byWords.Order());
        var tested = File.ReadAllLines(Repository.Path("tests", "Dragoman.Coding.Tests", "Contexts", "cases.tsv")).Skip(1).SelectMany(line => line.Split('\t')[1].Split(' ')).ToHashSet();
        Assert.All(Ontology.Current.Contexts, context => Assert.Contains(context, tested));
    }

    [Fact]
    public void Another_paragraph_does_not_count()
    {
        var coded = Tests.Reading.CodeFully("Chad praised Niger.\n\nThe air force shelled a village.");
        Assert.DoesNotContain("military", coded.Events.First(told => told.Type == EventType.Support).Contexts);
    }

    [Fact]
    public void Contexts_stand_in_the_order_of_the_ontology()
    {
        var contexts = Tests.Reading.CodeFully("A court in Lima sentenced the former defence minister to six years for bribery.").Events[0].Contexts;
        Assert.Equal(Ontology.Current.Contexts.Where(contexts.Contains), contexts);
        Assert.True(contexts.Count >= 2);
    }
}
