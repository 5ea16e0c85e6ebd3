using System.Globalization;
using System.Security.Cryptography;

namespace Bot.Inference.Models;

/// <summary>A model on disk: a folder with a manifest and the files that it lists.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Manifest">What the model says of itself.</param>
internal sealed record ModelFolder(string Path, ModelManifest Manifest)
{
    private const string InstallAgain = "It is incomplete or was changed; install the model again";

    /// <summary>Opens a model, and looks whether its files are what its manifest says.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="runtime">The version of the runtime.</param>
    /// <returns>The model, every file of which is there with the right content.</returns>
    /// <exception cref="ModelException">It cannot be used.</exception>
    public static ModelFolder Open(string path, Version runtime)
    {
        var model = new ModelFolder(path, ManifestReader.Read(path, runtime));
        model.Verify();
        return model;
    }

    /// <summary>Gives the full path of a file that the manifest lists.</summary>
    public string PathTo(string file) => System.IO.Path.Combine([Path, .. file.Split('/')]);

    private void Verify()
    {
        foreach (var file in Manifest.Files)
        {
            Verify(file);
        }
    }

    private void Verify(ModelFile file)
    {
        var path = PathTo(file.Path);
        if (!File.Exists(path))
            throw new ModelException(path, null, "is missing", InstallAgain);
        try
        {
            using var content = File.OpenRead(path);
            if (content.Length != file.Size)
            {
                throw new ModelException(
                    path, null, string.Create(CultureInfo.InvariantCulture, $"has {content.Length} bytes instead of the {file.Size} of its manifest"), InstallAgain);
            }

            var hash = Convert.ToHexStringLower(SHA256.HashData(content));
            if (hash != file.Sha256)
                throw new ModelException(path, null, $"has the SHA-256 {hash} instead of the {file.Sha256} of its manifest", InstallAgain);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(path, null, $"cannot be read: {exception.Message.TrimEnd('.')}", "Give this user the right to read it", exception);
        }
    }
}
