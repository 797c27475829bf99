using System.Data;
using System.Globalization;
using Dapper;
using Npgsql;
using Vedette.Foundation;

namespace Vedette.Platform.Storage;

/// <summary>How values travel between C# and both databases. Registered once per process, for every connection.</summary>
internal static class DapperTypes
{
    private static readonly Lazy<bool> Registered = new(() =>
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        Add(value => value.ToUnixMicroseconds(), stored => UnixTime.FromUnixMicroseconds(Number(stored)), DbType.Int64);
        Add(value => value.Ticks / TimeSpan.TicksPerMicrosecond, stored => TimeSpan.FromMicroseconds(Number(stored)), DbType.Int64);
        // SQLite gives every number as Int64 and every boolean as 0 or 1; records may still have narrower members.
        Add(value => value, stored => Convert.ToBoolean(stored, CultureInfo.InvariantCulture), DbType.Boolean);
        Add(value => value, stored => Convert.ToInt32(stored, CultureInfo.InvariantCulture), DbType.Int32);
        Add(value => value, stored => Convert.ToDouble(stored, CultureInfo.InvariantCulture), DbType.Double);
        SqlMapper.RemoveTypeMap(typeof(Guid));
        SqlMapper.RemoveTypeMap(typeof(Guid?));
        SqlMapper.AddTypeHandler(new UuidType<Guid>(value => value, value => value));
        AddId<UserId>();
        AddId<PropertyId>();
        AddId<RoomId>();
        AddId<DeviceId>();
        AddId<CameraId>();
        return true;
    });

    public static void Register() => _ = Registered.Value;

    private static void Add<T>(Func<T, object> store, Func<object, T> read, DbType type)
        where T : struct
    {
        SqlMapper.RemoveTypeMap(typeof(T));
        SqlMapper.RemoveTypeMap(typeof(T?));
        SqlMapper.AddTypeHandler(new ValueType<T>(store, read, type));
    }

    private static void AddId<TId>()
        where TId : struct, IEntityId<TId> =>
        SqlMapper.AddTypeHandler(new UuidType<TId>(id => id.Value, TId.From));

    private static long Number(object stored) => Convert.ToInt64(stored, CultureInfo.InvariantCulture);

    private sealed class ValueType<T>(Func<T, object> store, Func<object, T> read, DbType type) : SqlMapper.TypeHandler<T>
        where T : struct
    {
        public override T Parse(object value) => read(value);

        public override void SetValue(IDbDataParameter parameter, T value)
        {
            parameter.DbType = type;
            parameter.Value = store(value);
        }
    }

    private sealed class UuidType<T>(Func<T, Guid> store, Func<Guid, T> read) : SqlMapper.TypeHandler<T>
        where T : struct
    {
        public override T Parse(object value) => read(value is Guid uuid ? uuid : Guid.ParseExact((string)value, "D"));

        public override void SetValue(IDbDataParameter parameter, T value)
        {
            if (parameter is NpgsqlParameter)
            {
                parameter.DbType = DbType.Guid;
                parameter.Value = store(value);
            }
            else
            {
                parameter.DbType = DbType.String;
                parameter.Value = store(value).ToString("D");
            }
        }
    }
}
