using System.Data;
using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;
using Vedette.Foundation;

namespace Vedette.Platform.Storage;

/// <summary>
/// Several ids as one argument: <c>where camera in @cameras</c> with <c>new { cameras = UuidSet.Of(ids) }</c>. A plain list will not do:
/// Dapper hands its items to the driver as they are, and the two databases keep ids differently.
/// </summary>
public sealed partial class UuidSet : SqlMapper.ICustomQueryParameter
{
    private readonly Guid[] _ids;

    private UuidSet(Guid[] ids) => _ids = ids;

    /// <summary>The given ids; an empty set matches nothing.</summary>
    public static UuidSet Of<TId>(IEnumerable<TId> ids)
        where TId : struct, IEntityId<TId> =>
        new([.. ids.Select(id => id.Value)]);

    /// <summary>The given ids; an empty set matches nothing.</summary>
    public static UuidSet Of(IEnumerable<Guid> ids) => new([.. ids]);

    /// <inheritdoc/>
    void SqlMapper.ICustomQueryParameter.AddParameter(IDbCommand command, string name)
    {
        var names = new string[_ids.Length];
        for (var i = 0; i < _ids.Length; i++)
        {
            names[i] = $"@{name}__{i.ToString(CultureInfo.InvariantCulture)}";
            var parameter = command.CreateParameter();
            parameter.ParameterName = names[i];
            parameter.Value = parameter is NpgsqlParameter ? _ids[i] : _ids[i].ToString("D");
            command.Parameters.Add(parameter);
        }

        var list = names.Length == 0 ? "(select cast(null as uuid) where 1 = 0)" : $"({string.Join(", ", names)})";
        command.CommandText = Placeholder().Replace(command.CommandText, found => found.Groups["name"].Value == name ? list : found.Value);
    }

    [GeneratedRegex("@(?<name>[A-Za-z_][A-Za-z0-9_]*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
