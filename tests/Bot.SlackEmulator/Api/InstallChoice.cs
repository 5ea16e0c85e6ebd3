namespace Bot.SlackEmulation.Api;

/// <summary>What somebody presses who was asked to install an app.</summary>
public enum InstallChoice
{
    /// <summary>The app is installed.</summary>
    Allow,

    /// <summary>The app is installed for the whole organisation.</summary>
    AllowForOrganisation,

    /// <summary>It is not.</summary>
    Cancel,
}
