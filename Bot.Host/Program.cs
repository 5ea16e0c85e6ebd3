using System.Text;
using Bot.Host.Commands;

#pragma warning disable RS0030 // The one place that chooses the system's clock.
var time = TimeProvider.System;
#pragma warning restore RS0030
using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
return await RedflagCommandLine.RunAsync(args, time, input, Console.Out, Console.Error);
