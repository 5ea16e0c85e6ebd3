namespace Bot.Core.Tests.Architecture;

public sealed class CoreConventions() : AssemblyConventions(typeof(Core.Questions.Question).Assembly, "Bot.Core");
