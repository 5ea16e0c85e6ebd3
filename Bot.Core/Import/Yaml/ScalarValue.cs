using System.Globalization;

namespace Bot.Core.Import.Yaml;

/// <summary>
/// Reads numbers, truth values and dates. The first two count only when they are written without quotes, as in YAML 1.2
/// and in JSON Schema; YAML 1.1's "yes" and "on" are texts.
/// </summary>
internal static class ScalarValue
{
    public static bool TryWhole(YamlNode.Scalar scalar, out int value)
    {
        value = 0;
        return scalar.IsPlain && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    public static bool TryWeight(YamlNode.Scalar scalar, out double value)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        value = 0;
        return scalar.IsPlain
            && scalar.Text.Any(char.IsAsciiDigit)
            && double.TryParse(scalar.Text, Style, CultureInfo.InvariantCulture, out value)
            && value > 0
            && double.IsFinite(value);
    }

    public static bool TryTruth(YamlNode.Scalar scalar, out bool value)
    {
        value = scalar.Text is "true" or "True" or "TRUE";
        return scalar.IsPlain && (value || scalar.Text is "false" or "False" or "FALSE");
    }

    public static bool TryDate(YamlNode.Scalar scalar, out DateOnly value) =>
        DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
}
