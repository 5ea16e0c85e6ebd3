using Bot.Bench;

#pragma warning disable RS0030 // The one place that chooses the system's clock.
var time = TimeProvider.System;
#pragma warning restore RS0030
return await BenchCommandLine.RunAsync(args, time);
