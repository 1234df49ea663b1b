using BenchmarkDotNet.Running;
using Dragoman.Benchmarks;

if (args is ["language", .. var rest]) return LanguageThroughput.Run(rest, Console.Out);
if (args is ["language-curve", .. var models]) return LanguageCurve.Run(models, Console.Out);
if (args is ["coding", .. var coded]) return CodingThroughput.Run(coded, Console.Out);
if (args is ["times", .. var news]) return TimesThroughput.Run(news, Console.Out);
if (args is ["reprints", .. var texts]) return ReprintGrowth.Run(texts, Console.Out);
if (args is ["page", .. var page]) return BenchmarkPage.Run(page, Console.Out);
if (args is ["pages", .. var pages]) return SourcesThroughput.Pages(pages, Console.Out);
if (args is ["warc", .. var size]) return SourcesThroughput.Archive(size, Console.Out);
if (args is ["knowledge", .. var documents]) return KnowledgeThroughput.Run(documents, Console.Out);
if (args is ["web", .. var load]) return WebLoad.Run(load, Console.Out);
if (args is ["web-pages", .. var asked]) return WebLoad.Pages(asked, Console.Out);
if (args is ["imports", .. var files]) return ImportThroughput.Run(files, Console.Out);
if (args is ["store", .. var store]) return StoreThroughput.Run(store, Console.Out);
BenchmarkSwitcher.FromAssembly(typeof(LanguageBenchmarks).Assembly).Run(args);
return 0;
