using Bot.Host.Commands;

return await RedflagCommandLine.RunAsync(args, TimeProvider.System, Console.In, Console.Out, Console.Error);
