using Dragoman.Knowledge;
using Dragoman.Knowledge.Tables;

namespace Dragoman.Tables;

/// <summary>
/// <c>Dragoman.Tables compile DATA OUTPUT</c>: compiles the tables of a <c>data/</c> folder. Errors are written as compilers write them,
/// <c>file(line,column): error DGT001: …</c>, so that the build shows them as its own.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is ["pack", var packages, var packed])
        {
            GeoNamesPacker.Pack(packages, packed);
            return 0;
        }

        if (arguments is not ["compile", var data, var output])
        {
            Console.Error.WriteLine("usage: Dragoman.Tables compile DATA OUTPUT | Dragoman.Tables pack FOLDER OUTPUT");
            return 2;
        }

        var errors = new List<TableError>();
        try
        {
            var compiled = Compile(Path.GetFullPath(data), errors);
            if (errors.Count == 0)
            {
                File.WriteAllBytes(output, compiled);
                return 0;
            }
        }
        catch (Exception refused) when (refused is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            errors.Add(new TableError(data, 0, 0, refused.Message));
        }

        foreach (var error in errors)
        {
            var place = error.Line == 0 ? error.File : error.Column == 0 ? $"{error.File}({error.Line})" : $"{error.File}({error.Line},{error.Column})";
            Console.Error.WriteLine($"{place}: error DGT001: {error.Message}");
        }

        return 1;
    }

    private static byte[] Compile(string data, List<TableError> errors)
    {
        var codes = KnownCodes.Of(TableFile.FromFile(Path.Combine(data, "ontology", "sectors.tsv")));
        var tables = new Dictionary<string, List<string[]>>(StringComparer.Ordinal);
        foreach (var schema in KnowledgeSchema.All)
        {
            var read = TableReader.FromFile(schema, Path.Combine(data, "knowledge", schema.Name + ".tsv"), codes, errors);
            tables.Add(schema.Name, read.Rows);
            if (schema != KnowledgeSchema.Countries)
                continue;

            // Without its countries every other table would seem wrong.
            if (errors.Count > 0)
                break;
            codes.Countries.UnionWith(read.Rows.Select(row => row[0]));
        }

        return errors.Count == 0 ? KnowledgeImageWriter.Write(tables) : [];
    }
}
