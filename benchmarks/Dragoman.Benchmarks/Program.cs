using BenchmarkDotNet.Running;
using Dragoman.Benchmarks;

if (args is ["language", .. var rest]) return LanguageThroughput.Run(rest, Console.Out);
if (args is ["reprints", .. var texts]) return ReprintGrowth.Run(texts, Console.Out);
BenchmarkSwitcher.FromAssembly(typeof(LanguageBenchmarks).Assembly).Run(args);
return 0;
