/** The types that each language imports by default, so that equal names are ambiguous or hidden. */
export const DEFAULT_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  // The implicit usings of a C# console application: System, System.Collections.Generic, System.IO, System.Linq,
  // System.Net.Http, System.Threading, System.Threading.Tasks.
  csharp: names(`
    Action Activator AggregateException AppContext AppDomain ApplicationException ArgumentException Array ArraySegment
    Attribute AttributeUsageAttribute Base64FormattingOptions BitConverter Boolean Buffer Byte Char CharEnumerator
    Comparison Console ConsoleColor ConsoleKey Convert Converter DateOnly DateTime DateTimeKind DateTimeOffset DayOfWeek
    DBNull Decimal Delegate Double Enum Environment EventArgs EventHandler Exception FlagsAttribute FormatException Func
    GC Guid Half HashCode IAsyncDisposable IAsyncResult ICloneable IComparable IConvertible ICustomFormatter IDisposable
    IEquatable IFormatProvider IFormattable Index Int16 Int32 Int64 InvalidOperationException IObservable IObserver
    IProgress IServiceProvider Lazy Math MathF Memory MidpointRounding ModuleHandle MulticastDelegate Nullable Object
    ObsoleteAttribute OperatingSystem PlatformID Predicate Progress Random Range ReadOnlyMemory ReadOnlySpan SByte
    Single Span String StringComparer StringComparison StringSplitOptions TimeOnly TimeSpan TimeZone TimeZoneInfo Tuple
    Type TypeCode UInt16 UInt32 UInt64 UIntPtr Uri UriBuilder UriKind ValueTuple ValueType Version Void WeakReference
    Comparer Dictionary EqualityComparer HashSet ICollection IComparer IDictionary IEnumerable IEnumerator
    IEqualityComparer IList IReadOnlyCollection IReadOnlyDictionary IReadOnlyList ISet KeyNotFoundException KeyValuePair
    LinkedList LinkedListNode List PriorityQueue Queue SortedDictionary SortedList SortedSet Stack BinaryReader
    BinaryWriter BufferedStream Directory DirectoryInfo DriveInfo File FileAccess FileInfo FileMode FileShare FileStream
    MemoryStream Path StreamReader StreamWriter StringReader StringWriter TextReader TextWriter Enumerable IGrouping
    ILookup IOrderedEnumerable IQueryable Lookup Queryable HttpClient HttpContent HttpMethod HttpRequestMessage
    HttpResponseMessage StringContent Barrier CancellationToken CancellationTokenSource Interlocked Lock Monitor Mutex
    PeriodicTimer ReaderWriterLock Semaphore SpinLock Thread ThreadPool ThreadState Timeout Timer Volatile WaitHandle
    Parallel ParallelOptions Task TaskFactory TaskScheduler TaskStatus ValueTask
  `),
  // The package java.lang.
  java: names(`
    Appendable AutoCloseable Boolean Byte CharSequence Character Class ClassLoader ClassValue Cloneable Comparable
    Compiler Deprecated Double Enum Error Exception Float FunctionalInterface Integer Iterable Long Math Module
    ModuleLayer Number Object Override Package Process ProcessBuilder ProcessHandle Readable Record Runnable Runtime
    RuntimeException SafeVarargs SecurityManager Short StackTraceElement StackWalker StrictMath String StringBuffer
    StringBuilder SuppressWarnings System Thread ThreadGroup ThreadLocal Throwable Void
  `),
  // The built-in classes and constants of Python that begin with a capital letter.
  python: names(`
    ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError BufferError
    BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError
    DeprecationWarning EOFError Ellipsis EnvironmentError Exception ExceptionGroup False FileExistsError
    FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError
    IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
    ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError OSError OverflowError
    PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning
    RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit
    TabError TimeoutError True TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError
    UnicodeWarning UserWarning ValueError Warning ZeroDivisionError
  `),
};

/**
 * The keywords and predeclared identifiers of Go. The names of parameters stay as they are in Go, where these would be
 * renamed or hide the identifier.
 *
 * @see https://go.dev/ref/spec#Keywords
 * @see https://go.dev/ref/spec#Predeclared_identifiers
 */
export const GO_IDENTIFIERS = names(`
  break case chan const continue default defer else fallthrough for func go goto if import interface map package range
  return select struct switch type var
  any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8
  uint16 uint32 uint64 uintptr true false iota nil append cap clear close complex copy delete imag len make max min new
  panic print println real recover
`);

/** The modules of aws-cdk-lib that programs with caches often import. */
export const USUAL_MODULES = names('ec2 lambda iam cloudwatch logs secretsmanager rds docdb ecs kms sns events');

function names(text: string): string[] {
  return text.trim().split(/\s+/);
}
