namespace Bot.Stories.Stage;

/// <summary>Beats whenever something happened that a story may wait for: a connection was closed, a post was tried, a timer was set.</summary>
internal sealed class Pulse
{
    // A guard against waiting for ever; no story's outcome depends on it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Beat() =>
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>Waits until something holds; looks once at every beat.</summary>
    public async Task UntilAsync(string what, Func<bool> holds, Func<string> state)
    {
        while (true)
        {
            var next = Volatile.Read(ref _next).Task;
            if (holds())
            {
                return;
            }

            try
            {
                await next.WaitAsync(Patience, TestContext.Current.CancellationToken);
            }
            catch (TimeoutException)
            {
                throw new TimeoutException($"The story waited in vain until {what}.\n{state()}");
            }
        }
    }
}
