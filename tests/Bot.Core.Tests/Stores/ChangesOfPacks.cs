using Bot.Core.Banks;
using Bot.Core.Questions;

namespace Bot.Core.Tests.Stores;

public sealed class ChangesOfPacks
{
    [Fact]
    public async Task Of_each_pack_the_latest_changes_are_kept()
    {
        await using var world = await World.BeginAsync();
        var store = world.Database.PackChanges;
        await world.Database.WriteAsync(
            async (write, token) =>
            {
                var other = await store.AddAsync(write, world.Own.Id, PackName.Parse("other"), before: null, world.Database.Now, token);
                var changes = new List<PackChangeId>();
                for (var i = 0; i <= PackChangeStore.Most; i++)
                {
                    changes.Add(await store.AddAsync(write, world.Own.Id, PackName.Parse("own"), $"version {i}", world.Database.Now, token));
                }

                Assert.Null(await store.FindAsync(write, world.Own.Id, changes[0], token));
                Assert.Equal(new PackChange(PackName.Parse("own"), "version 1", IsUndone: false, IsOverlaid: true), await store.FindAsync(write, world.Own.Id, changes[1], token));
                Assert.Equal(new PackChange(PackName.Parse("own"), "version 20", IsUndone: false, IsOverlaid: false), await store.FindAsync(write, world.Own.Id, changes[^1], token));
                Assert.NotNull(await store.FindAsync(write, world.Own.Id, other, token));
                return true;
            });
    }
}
